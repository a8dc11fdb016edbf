package org.mipp.selection.terc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.RemainingNodes;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.budget.BudgetAllocation;

/**
 * MIPP with TERC (transfer entropy redundancy criterion) in closed form: no network is fitted to test a node.
 *
 * <p>From outputs to inputs, each layer X against the next linear map's outputs Y, of which only those that are still kept
 * count (Westphal, Hailes, Musolesi, arXiv:2411.00147). Departures from the paper: the estimator is linear-Gaussian
 * instead of a small neural network; the least informative node is found anew after every removal instead of once; Y is
 * the next map's output before its activation. Nodes that residual additions tie together are one layer, read by several
 * maps; such layers come last, when it is known what is left of the insides of the blocks.
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
        return budget instanceof NetworkBudget whole
                ? BudgetAllocation.select(this, activations, whole)
                : select(activations, (Budget.PerLayer) budget);
    }

    private Masks select(Activations activations, Budget.PerLayer budget) {
        int nodes = activations.layers().stream()
                .mapToInt(layer -> layer.layer().nodes())
                .sum();
        return new BackwardSweep(
                        activations, name(), budget, activations.provenance().seed(), Optional.empty())
                .select(
                        activations.layers(),
                        nodes,
                        (layer, targets, warnings, progress) -> path(layer, targets, budget, warnings, progress));
    }

    /**
     * Follows the removal path of one layer by itself, against all outputs of the maps that read it.
     *
     * @param layer what it did
     * @param budget how far to follow the path
     * @param warnings what to know of the estimates is added to these
     * @return the path
     * @throws IllegalArgumentException if the data do not suffice for the budget's test
     */
    public RemovalPath path(LayerActivations layer, Budget.PerLayer budget, List<String> warnings) {
        try (Progress progress =
                Progress.of("selecting " + layer.name(), layer.layer().nodes())) {
            List<int[]> targets = layer.links().stream()
                    .map(link -> IntStream.range(0, link.moments().targets()).toArray())
                    .toList();
            return path(layer, targets, budget, warnings, progress);
        }
    }

    private RemovalPath path(
            LayerActivations activations,
            List<int[]> targets,
            Budget.PerLayer budget,
            List<String> warnings,
            Progress progress) {
        PrunableLayer layer = activations.layer();
        Comparator<Removal> order = Comparator.comparingDouble(
                budget.order() == Budget.Order.NATS
                        ? Removal::nats
                        : removal -> removal.share().orElseThrow());
        List<Removal> removals = new ArrayList<>();
        try (GaussianEvidence elimination =
                new GaussianEvidence(layer.nodes(), activations.links(), targets, regularisation, budget.testedAt())) {
            elimination.warnings().forEach(warning -> warnings.add(layer.name() + ": " + warning));
            double total = elimination.total();
            RemainingNodes guard = new RemainingNodes(layer);
            while (true) {
                Optional<Removal> least = elimination.scores().stream()
                        .filter(removal -> guard.mayGo(removal.node()))
                        .min(order);
                if (least.isEmpty()) {
                    break;
                }
                guard.remove(least.get().node());
                elimination.remove(least.get().node());
                removals.add(least.get());
                progress.advance(1, layer.name());
            }
            return new RemovalPath(layer.name(), layer.nodes(), total, removals, budget.removals(layer, removals));
        }
    }
}
