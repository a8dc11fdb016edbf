package org.mipp.selection.terc;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.information.MiEstimator;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.RemainingNodes;
import org.mipp.selection.terc.evidence.EstimatorEvidence;
import org.mipp.selection.terc.evidence.Evidence;
import org.mipp.selection.terc.evidence.NetworkEvidence;
import org.mipp.selection.terc.evidence.ObservedLink;
import org.mipp.selection.terc.evidence.ReaderEvidence;
import org.mipp.selection.terc.evidence.SummedEvidence;

/**
 * Where {@link Terc} learns whether nodes are needed.
 *
 * @param how by an estimator or by networks
 * @param regularisation variances of the noise added to both sides
 * @param seed of the noise
 */
record EvidenceSource(Terc.How how, Regularisation regularisation, long seed) {

    /**
     * Collects what is known of a layer's nodes, all maps that read it taken together; the caller closes it.
     *
     * @param remaining all of its nodes; whoever takes one out there does so here too
     * @param targets for each of its links the outputs that count
     * @param stop says whether there is a test
     * @param warnings the estimator's warnings are added to these
     */
    Evidence of(
            LayerActivations layer,
            RemainingNodes remaining,
            List<int[]> targets,
            Stop stop,
            List<String> warnings,
            Progress progress) {
        List<ReaderEvidence> readers = new ArrayList<>();
        try {
            for (int i = 0; i < targets.size(); i++) {
                ObservedLink link = ObservedLink.of(layer.links().get(i), targets.get(i), regularisation, seed);
                readers.add(of(layer.name(), link, stop.testedAt(), warnings, progress));
            }
            return new SummedEvidence(remaining, readers);
        } catch (RuntimeException e) {
            readers.forEach(ReaderEvidence::close);
            throw e;
        }
    }

    private ReaderEvidence of(
            String layer, ObservedLink link, OptionalDouble level, List<String> warnings, Progress progress) {
        LongConsumer done = estimates -> progress.advance(estimates, layer);
        if (how instanceof Terc.How.WarmNetworks networks) {
            return new NetworkEvidence(link, level.orElseThrow(), networks.repeats(), seed, done);
        }
        MiEstimator estimator = ((Terc.How.Estimates) how).estimator();
        estimator.warnings(link.x(), link.y()).forEach(warning -> warnings.add(layer + ": " + warning));
        return new EstimatorEvidence(estimator, link, level, seed, done);
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
