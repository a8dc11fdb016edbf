package org.mipp.selection.terc;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.RemainingNodes;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.terc.evidence.GaussianEvidence;

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
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("terc-closed-form", 1, this));
    }

    @Override
    public String name() {
        return "MIPP";
    }

    @Override
    public Masks select(Activations activations, Budget budget) {
        SelectionNeed.of(activations.layers()).requireHere();
        int nodes = activations.layers().stream()
                .mapToInt(layer -> layer.layer().nodes())
                .sum();
        return new BackwardSweep(
                        activations, name(), budget, activations.provenance().seed(), Optional.empty())
                .select(activations.layers(), nodes, this::path);
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
            return path(layer, allTargets(layer), Stop.by(budget), warnings, progress);
        }
    }

    static List<int[]> allTargets(LayerActivations layer) {
        return layer.links().stream()
                .map(link -> IntStream.range(0, link.moments().targets()).toArray())
                .toList();
    }

    /** To the end, whatever the stop: that is cheap, and shown. */
    RemovalPath path(
            LayerActivations activations, List<int[]> targets, Stop stop, List<String> warnings, Progress progress) {
        PrunableLayer layer = activations.layer();
        RemainingNodes remaining = new RemainingNodes(layer);
        Comparator<Removal> order = Comparator.comparingDouble(
                stop.order() == Budget.Order.NATS
                        ? Removal::nats
                        : removal -> removal.share().orElseThrow());
        try (GaussianEvidence evidence = new GaussianEvidence(
                remaining,
                activations.links(),
                targets,
                regularisation,
                stop.testedAt(),
                gone -> progress.advance(gone, layer.name()))) {
            evidence.warnings().forEach(warning -> warnings.add(layer.name() + ": " + warning));
            List<Removal> removals = new GreedySearch(evidence, remaining, order).follow(path -> false);
            return new RemovalPath(
                    layer.name(), layer.nodes(), evidence.total(), removals, stop.taken(layer, removals));
        }
    }
}
