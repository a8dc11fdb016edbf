package org.mipp.selection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.information.BackwardElimination;
import org.mipp.information.BackwardElimination.Score;
import org.mipp.information.ConditionalNull;
import org.mipp.information.GaussianModel;
import org.mipp.information.Regularisation;
import org.mipp.linalg.SecondMoments;
import org.mipp.run.Progress;
import org.mipp.run.Provenance;

/**
 * MIPP with TERC (transfer entropy redundancy criterion) in closed form: no network is fitted to test a node.
 *
 * <p>From outputs to inputs, each layer X against the next linear map's outputs Y, of which only those that are still kept
 * count (Westphal, Hailes, Musolesi, arXiv:2411.00147). Departures from the paper: the estimator is linear-Gaussian
 * instead of a small neural network; the least informative node is found anew after every removal instead of once; Y is
 * the next map's output before its activation.
 *
 * <p>Cost: O(p^3 + p^2 q) per layer of p columns and q targets, for the whole path.
 *
 * @param regularisation ridge and noise of the Gaussian model
 */
public record ClosedFormTerc(Regularisation regularisation) implements SelectionMethod {

    @Override
    public String name() {
        return "MIPP";
    }

    @Override
    public Masks select(Activations activations, Budget budget) {
        List<RemovalPath> paths = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Map<String, int[]> kept = new LinkedHashMap<>();
        int nodes = activations.stage().network().architecture().nodes();
        try (Progress progress = Progress.of("selecting masks", nodes)) {
            List<LayerActivations> layers = new ArrayList<>(activations.layers());
            Collections.reverse(layers);
            for (LayerActivations activation : layers) {
                String layer = activation.layer().name();
                int[] targets = kept.get(activation.layer().consumer());
                SecondMoments moments = targets == null
                        ? activation.moments()
                        : activation.moments().withTargets(targets);
                try {
                    GaussianModel model =
                            GaussianModel.of(moments, activation.layer().columnsPerNode(), regularisation);
                    model.warnings().forEach(warning -> warnings.add(layer + ": " + warning));
                    RemovalPath path = path(layer, model, budget, progress);
                    paths.add(path);
                    kept.put(layer, path.mask().indices());
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("layer " + layer + ": " + e.getMessage(), e);
                }
            }
            Collections.reverse(paths);
            return new Masks(
                    activations,
                    name(),
                    budget,
                    paths.stream().map(RemovalPath::mask).toList(),
                    paths,
                    warnings,
                    new Provenance(
                            activations.provenance().seed(),
                            activations.provenance().samples(),
                            "cpu()",
                            progress.seconds()));
        }
    }

    private static RemovalPath path(String layer, GaussianModel model, Budget budget, Progress progress) {
        Comparator<Score> order =
                Comparator.comparingDouble(budget.order() == Budget.Order.NATS ? Score::nats : Score::share);
        List<Removal> removals = new ArrayList<>();
        try (BackwardElimination elimination = model.eliminate()) {
            for (int left = model.nodes() - 1; left >= 1; left--) {
                Score least = elimination.scores().stream().min(order).orElseThrow();
                OptionalDouble threshold = threshold(model, elimination.columns(), budget.testedAt());
                elimination.remove(least.node());
                removals.add(new Removal(least.node(), left, least.nats(), least.share(), threshold));
                progress.advance(1, layer);
            }
        }
        return new RemovalPath(layer, model.total(), removals, budget.removals(layer, removals));
    }

    private static OptionalDouble threshold(GaussianModel model, int columns, OptionalDouble confidence) {
        if (confidence.isEmpty() || columns == 0 || model.targets() == 0) {
            return confidence.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(0);
        }
        return OptionalDouble.of(new ConditionalNull(model.samples(), columns, model.width(), model.targets())
                .threshold(confidence.getAsDouble()));
    }
}
