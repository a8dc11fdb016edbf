package org.mipp.selection.terc.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.mipp.information.CheckedEstimate;
import org.mipp.information.LeaveOneOutEstimator;
import org.mipp.information.MiEstimator;
import org.mipp.information.measure.InjectedNoiseNull;
import org.mipp.linalg.Matrix;
import org.mipp.run.progress.WatchedCall;

/**
 * Evidence by an estimator, anew for every question. Knows what the nodes that are left tell together, so that testing
 * one of them takes one estimate.
 */
public final class EstimatorEvidence implements ReaderEvidence {

    private static final int LEAST_REPEATS = 19; // of the injected noise

    private final MiEstimator estimator;
    private final ObservedLink link;
    private final List<Integer> left; // the node behind each block of the columns of x
    private final LongConsumer done;
    private final OptionalDouble threshold;
    private Matrix x;
    private double nats;

    /**
     * Starts with all nodes in.
     *
     * @param confidence of the test against injected noise, where there is a test
     * @param seed of the noise
     * @param done is told how many estimates have been made
     */
    public EstimatorEvidence(
            MiEstimator estimator, ObservedLink link, OptionalDouble confidence, long seed, LongConsumer done) {
        this.estimator = estimator;
        this.link = link;
        this.x = link.x();
        this.left = new ArrayList<>(link.nodes());
        this.done = done;
        this.threshold = confidence.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(left.isEmpty() ? 0 : threshold(confidence.getAsDouble(), seed));
        this.nats = estimate(x);
    }

    private double threshold(double level, long seed) {
        int repeats = repeats(level);
        double limit = InjectedNoiseNull.of(estimator, x, link.width(), link.y(), repeats, seed)
                .threshold(level);
        done.accept(1 + repeats);
        return limit;
    }

    /** How often noise is injected for a test at some level: as often as its exact distribution needs. */
    static int repeats(double level) {
        return Math.max(LEAST_REPEATS, (int) Math.ceil(1 / (1 - level) - 1 - 1e-9));
    }

    /** How many estimates it takes at most to test every node of a layer once, alone and beyond the others. */
    public static long estimates(long nodes, double level) {
        return 2 * nodes + 2 + repeats(level);
    }

    private double estimate(Matrix columns) {
        double estimate = columns.columns() == 0 ? 0 : CheckedEstimate.of(estimator, columns, link.y());
        done.accept(1);
        return estimate;
    }

    @Override
    public OptionalDouble threshold() {
        return threshold;
    }

    @Override
    public double nats() {
        return nats;
    }

    @Override
    public boolean reads(int node) {
        return left.contains(node);
    }

    @Override
    public double alone(int node) {
        int block = link.nodes().indexOf(node);
        return block < 0 ? 0 : estimate(link.x().columns(ObservedLink.columns(new int[] {block}, link.width())));
    }

    @Override
    public double phi(int node) {
        return reads(node) ? nats - estimate(without(node)) : 0;
    }

    private Matrix without(int node) {
        return x.without(left.indexOf(node) * link.width(), link.width());
    }

    /** In one scan, if the estimator can. */
    @Override
    public double[] phis(int[] nodes) {
        if (estimator instanceof LeaveOneOutEstimator scanner && left.size() > 1) {
            double[] blocks = WatchedCall.call(
                    "estimator '" + estimator.name() + "'", () -> scanner.leaveOneOut(x, link.width(), link.y()));
            done.accept(left.size());
            return IntStream.of(nodes)
                    .mapToDouble(node -> reads(node) ? blocks[left.indexOf(node)] : 0)
                    .toArray();
        }
        return ReaderEvidence.super.phis(nodes);
    }

    @Override
    public void remove(int node, double phi) {
        if (reads(node)) {
            x = without(node);
            left.remove((Integer) node);
            nats -= phi;
        }
    }
}
