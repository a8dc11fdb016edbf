package org.mipp.baseline;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.network.Network;
import org.mipp.network.PrunableLayer;
import org.mipp.network.Structure;
import org.mipp.run.Provenance;
import org.mipp.selection.Budget;
import org.mipp.selection.Guard;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;

/** A method that gives every node of a layer a score and keeps the nodes with the largest ones. */
abstract class Ranking implements SelectionMethod {

    /**
     * Scores the nodes of a layer.
     *
     * @return one score per node, larger for nodes worth keeping
     */
    abstract double[] scores(Network network, Structure structure, PrunableLayer layer);

    /** {@return the seed behind the scores, 0 where there is none} */
    long seed() {
        return 0;
    }

    @Override
    public boolean readsActivations() {
        return false;
    }

    @Override
    public final Masks select(Activations activations, Budget budget) {
        argument(
                budget instanceof Budget.Widths,
                "%s: expected a budget that says how many nodes stay, got '%s';"
                        + " use a kept fraction or the widths of other masks",
                name(),
                budget);
        Budget.Widths widths = (Budget.Widths) budget;
        long start = System.nanoTime();
        Network network = activations.stage().network();
        List<Mask> masks = new ArrayList<>();
        Structure structure = Structure.of(network.architecture());
        for (LayerActivations captured : activations.layers()) {
            PrunableLayer layer = captured.layer();
            double[] scores = scores(network, structure, layer);
            masks.add(best(layer, scores, widths.kept(layer)));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Masks(
                activations, name(), budget, masks, List.of(), List.of(), new Provenance(seed(), 0, "cpu()", seconds));
    }

    /** Takes out the nodes with the smallest scores, as long as they may go. */
    private static Mask best(PrunableLayer layer, double[] scores, int kept) {
        Guard guard = new Guard(layer);
        List<Integer> left =
                new ArrayList<>(IntStream.range(0, layer.nodes()).boxed().toList());
        left.stream()
                .sorted(Comparator.comparingDouble(node -> scores[node]))
                .toList()
                .forEach(node -> {
                    if (left.size() > kept && guard.mayGo(node)) {
                        guard.remove(node);
                        left.remove(node);
                    }
                });
        return new Mask(layer.name(), layer.nodes(), left);
    }
}
