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
            masks.add(new Mask(
                    layer.name(),
                    layer.nodes(),
                    IntStream.range(0, layer.nodes())
                            .boxed()
                            .sorted(Comparator.comparingDouble((Integer node) -> -scores[node]))
                            .limit(widths.kept(layer))
                            .toList()));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Masks(
                activations, name(), budget, masks, List.of(), List.of(), new Provenance(seed(), 0, "cpu()", seconds));
    }
}
