package org.mipp.selection.terc;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.mipp.capture.Link;
import org.mipp.information.gaussian.BackwardElimination;
import org.mipp.information.gaussian.ConditionalNull;
import org.mipp.information.gaussian.GaussianModel;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.linalg.SecondMoments;
import org.mipp.selection.Removal;

/**
 * Removes the nodes of a prunable layer one after the other, for all linear maps that read it at once.
 *
 * <p>What a node is worth is then its nats summed over those maps, and its share averaged over all their outputs. A test
 * has to come out against the node at every map: the threshold is scaled to the map where the node comes closest to it.
 *
 * <p>Holds memory outside the Java heap: close it.
 */
final class GaussianEvidence implements AutoCloseable {

    /** One linear map that reads the layer. */
    private record Reading(GaussianModel model, BackwardElimination elimination, List<Integer> nodes) {}

    private final int nodes;
    private final boolean[] gone;
    private final List<Reading> readings = new ArrayList<>();
    private final OptionalDouble confidence;
    private double targets;
    private int left;

    /** Starts with all nodes in; targets says which outputs of each link's map count. */
    GaussianEvidence(
            int nodes,
            List<Link> links,
            List<int[]> targets,
            Regularisation regularisation,
            OptionalDouble confidence) {
        this.nodes = nodes;
        this.gone = new boolean[nodes];
        this.left = nodes;
        this.confidence = confidence;
        try {
            for (int i = 0; i < links.size(); i++) {
                SecondMoments moments = links.get(i).moments().withTargets(targets.get(i));
                GaussianModel model = GaussianModel.of(
                        moments, links.get(i).reader().columnsPerNode(), regularisation.following(moments));
                readings.add(new Reading(
                        model, model.eliminate(), links.get(i).reader().nodes()));
                this.targets += model.targets();
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** What a node that is left is worth now. */
    List<Removal> scores() {
        double[] nats = new double[nodes];
        double[] share = new double[nodes];
        double[] demand = new double[nodes]; // the largest ratio of nats to threshold over the maps
        double only = 0;
        for (Reading reading : readings) {
            double threshold = threshold(reading);
            only = threshold;
            for (BackwardElimination.Score score : reading.elimination.scores()) {
                int node = reading.nodes.get(score.node());
                if (node >= 0) {
                    nats[node] += score.nats();
                    share[node] += score.share() * reading.model.targets() / Math.max(1, targets);
                    if (threshold > 0) { // else there is nothing to test there
                        demand[node] = Math.max(demand[node], score.nats() / threshold);
                    }
                }
            }
        }
        List<Removal> scores = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            if (!gone[node]) {
                scores.add(new Removal(
                        node,
                        left - 1,
                        nats[node],
                        OptionalDouble.of(share[node]),
                        threshold(nats[node], demand[node], only)));
            }
        }
        return scores;
    }

    private OptionalDouble threshold(double nats, double demand, double only) {
        if (confidence.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(readings.size() == 1 ? only : demand > 0 ? nats / demand : 0);
    }

    /** What the nats of a node that tells a map nothing stay below; 0 where there is nothing to test. */
    private double threshold(Reading reading) {
        int columns = reading.elimination.columns();
        GaussianModel model = reading.model;
        return confidence.isEmpty() || columns == 0 || model.targets() == 0
                ? 0
                : new ConditionalNull(model.samples(), columns, model.width(), model.targets())
                        .threshold(confidence.getAsDouble());
    }

    void remove(int node) {
        gone[node] = true;
        left--;
        for (Reading reading : readings) {
            int block = reading.nodes.indexOf(node);
            if (block >= 0) {
                reading.elimination.remove(block);
            }
        }
    }

    /** The information that all nodes together share with each map's outputs, summed over the maps. */
    double total() {
        return readings.stream().mapToDouble(reading -> reading.model.total()).sum();
    }

    List<String> warnings() {
        return readings.stream()
                .flatMap(reading -> reading.model.warnings().stream())
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        readings.forEach(reading -> reading.elimination.close());
    }
}
