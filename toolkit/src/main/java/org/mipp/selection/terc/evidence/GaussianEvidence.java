package org.mipp.selection.terc.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import org.mipp.capture.moments.Link;
import org.mipp.information.gaussian.BackwardElimination;
import org.mipp.information.gaussian.ConditionalNull;
import org.mipp.information.gaussian.GaussianModel;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.linalg.SecondMoments;
import org.mipp.selection.RemainingNodes;
import org.mipp.selection.Removal;

/**
 * Evidence in closed form, for all linear maps that read the layer at once.
 *
 * <p>What a node is worth is then its nats summed over those maps, and its share averaged over all their outputs. A test
 * has to come out against the node at every map: the threshold is scaled to the map where the node comes closest to it.
 *
 * <p>Holds memory outside the Java heap: close it.
 */
public final class GaussianEvidence implements Evidence {

    /** One linear map that reads the layer. */
    private record Reader(GaussianModel model, BackwardElimination elimination, List<Integer> nodes) {

        double alone(int node) {
            int block = nodes.indexOf(node);
            return block < 0 ? 0 : model.alone()[block];
        }
    }

    private final RemainingNodes remaining;
    private final IntConsumer done;
    private final List<Reader> readers = new ArrayList<>();
    private final OptionalDouble confidence;
    private double targets;

    /**
     * Starts with all nodes in.
     *
     * @param targets which outputs of each link's map count
     * @param confidence of the test, where there is one
     * @param done is told how many nodes have been taken out
     */
    public GaussianEvidence(
            RemainingNodes remaining,
            List<Link> links,
            List<int[]> targets,
            Regularisation regularisation,
            OptionalDouble confidence,
            IntConsumer done) {
        this.remaining = remaining;
        this.done = done;
        this.confidence = confidence;
        try {
            for (int i = 0; i < links.size(); i++) {
                SecondMoments moments = links.get(i).moments().withTargets(targets.get(i));
                GaussianModel model = GaussianModel.of(
                        moments, links.get(i).reader().columnsPerNode(), regularisation.following(moments));
                readers.add(new Reader(
                        model, model.eliminate(), links.get(i).reader().nodes()));
                this.targets += model.targets();
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public List<Removal> scores() {
        int nodes = remaining.layer().nodes();
        double[] nats = new double[nodes];
        double[] share = new double[nodes];
        double[] demand = new double[nodes]; // the largest ratio of nats to threshold over the maps
        double only = 0;
        for (Reader reader : readers) {
            double threshold = threshold(reader);
            only = threshold;
            for (BackwardElimination.Score score : reader.elimination.scores()) {
                int node = reader.nodes.get(score.node());
                if (node >= 0) {
                    nats[node] += score.nats();
                    share[node] += score.share() * reader.model.targets() / Math.max(1, targets);
                    if (threshold > 0) { // else there is nothing to test there
                        demand[node] = Math.max(demand[node], score.nats() / threshold);
                    }
                }
            }
        }
        List<Removal> scores = new ArrayList<>();
        for (int node : remaining.nodes()) {
            scores.add(new Removal(
                    node,
                    remaining.count() - 1,
                    nats[node],
                    OptionalDouble.of(share[node]),
                    threshold(nats[node], demand[node], only)));
        }
        return scores;
    }

    private OptionalDouble threshold(double nats, double demand, double only) {
        if (confidence.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(readers.size() == 1 ? only : demand > 0 ? nats / demand : 0);
    }

    /** What the nats of a node that tells a map nothing stay below; 0 where there is nothing to test. */
    private double threshold(Reader reader) {
        int columns = reader.elimination.columns();
        GaussianModel model = reader.model;
        return confidence.isEmpty() || columns == 0 || model.targets() == 0
                ? 0
                : new ConditionalNull(model.samples(), columns, model.width(), model.targets())
                        .threshold(confidence.getAsDouble());
    }

    /** As dear as all scores at once. */
    @Override
    public Removal score(int node) {
        return scores().stream()
                .filter(removal -> removal.node() == node)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public double alone(int node) {
        return readers.stream().mapToDouble(reader -> reader.alone(node)).sum();
    }

    @Override
    public void remove(Removal removal) {
        for (Reader reader : readers) {
            int block = reader.nodes.indexOf(removal.node());
            if (block >= 0) {
                reader.elimination.remove(block);
            }
        }
        done.accept(1);
    }

    @Override
    public double total() {
        return readers.stream().mapToDouble(reader -> reader.model.total()).sum();
    }

    /** What to know before the scores are believed. */
    public List<String> warnings() {
        return readers.stream()
                .flatMap(reader -> reader.model.warnings().stream())
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        readers.forEach(reader -> reader.elimination.close());
    }
}
