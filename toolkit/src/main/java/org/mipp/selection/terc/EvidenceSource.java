package org.mipp.selection.terc;

import java.util.List;
import java.util.OptionalDouble;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.Link;
import org.mipp.information.MiEstimator;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.Progress;
import org.mipp.selection.Budget;

/**
 * Where {@link Terc} learns whether nodes are needed.
 *
 * @param how by an estimator or by networks
 * @param regularisation variances of the noise added to both sides
 * @param seed of the noise
 */
record EvidenceSource(Terc.How how, Regularisation regularisation, long seed) {

    /**
     * Collects what is known of a layer's nodes by one map that reads it; the caller closes it.
     *
     * @param warnings the estimator's warnings are added to these
     */
    Evidence of(
            PrunableLayer layer, Link link, int[] targets, Budget budget, List<String> warnings, Progress progress) {
        ObservedLink observed = ObservedLink.of(link, layer.nodes(), targets, regularisation, seed);
        if (how instanceof Terc.How.WarmNetworks networks) {
            return new NetworkEvidence(
                    observed,
                    budget.testedAt().orElseThrow(),
                    networks.repeats(),
                    seed,
                    tests -> progress.advance(tests, layer.name()));
        }
        MiEstimator estimator = ((Terc.How.Estimates) how).estimator();
        estimator.warnings(observed.x(), observed.y()).forEach(doubt -> warnings.add(layer.name() + ": " + doubt));
        return new EstimatorEvidence(
                estimator, observed, budget.testedAt(), seed, estimates -> progress.advance(estimates, layer.name()));
    }

    /** How many estimates there will be, at most; for networks how many tests. */
    long estimates(Activations activations, Budget budget) {
        OptionalDouble level = budget.testedAt();
        long estimates = 0;
        for (LayerActivations layer : activations.layers()) {
            long nodes = layer.layer().nodes();
            long perMap = how instanceof Terc.How.WarmNetworks
                    ? nodes
                    : level.isPresent()
                            ? EstimatorEvidence.estimates(nodes, level.getAsDouble())
                            : 1 + nodes * (nodes + 1) / 2;
            estimates += perMap * layer.links().size();
        }
        return estimates;
    }
}
