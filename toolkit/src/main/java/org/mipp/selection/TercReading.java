package org.mipp.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.mipp.information.LeaveOneOutEstimator;
import org.mipp.information.MiEstimator;
import org.mipp.information.measure.InjectedNoiseNull;
import org.mipp.linalg.Matrix;

/**
 * What one linear map reads of a layer and makes of it, while nodes go. Knows what the nodes that are left tell together,
 * so that testing one of them takes one estimate.
 */
final class TercReading {

    private static final int LEAST_REPEATS = 19; // of the injected noise

    private final MiEstimator estimator;
    private final Matrix all;
    private final int width;
    private final Matrix y;
    private final List<Integer> nodes; // for each block of all columns the node, or -1 for a node of another layer
    private final int layerNodes;
    private final List<Integer> left;
    private final LongConsumer done;
    private final OptionalDouble threshold;
    private Matrix x;
    private double nats;

    /**
     * Starts with all nodes in.
     *
     * @param x the columns of each node side by side, {@code width} of them, shape {@code [samples, columns]}
     * @param nodes for each block of columns the node, or -1 for a node of another layer
     * @param layerNodes how many nodes the layer has, those that this map does not read included
     * @param y what the map makes of it, shape {@code [samples, dy]}
     * @param confidence of the test against injected noise, where there is a test
     * @param seed of the noise
     * @param done is told how many estimates have been made
     */
    TercReading(
            MiEstimator estimator,
            Matrix x,
            int width,
            List<Integer> nodes,
            int layerNodes,
            Matrix y,
            OptionalDouble confidence,
            long seed,
            LongConsumer done) {
        this.estimator = estimator;
        this.all = x;
        this.x = x;
        this.width = width;
        this.y = y;
        this.nodes = List.copyOf(nodes);
        this.layerNodes = layerNodes;
        this.left = new ArrayList<>(nodes);
        this.done = done;
        this.threshold = confidence.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(nodes.isEmpty() ? 0 : threshold(confidence.getAsDouble(), seed));
        this.nats = estimate(x);
    }

    private double threshold(double level, long seed) {
        int repeats = repeats(level);
        double limit =
                InjectedNoiseNull.of(estimator, x, width, y, repeats, seed).threshold(level);
        done.accept(1 + repeats);
        return limit;
    }

    /** How often noise is injected for a test at some level: as often as its exact distribution needs. */
    static int repeats(double level) {
        return Math.max(LEAST_REPEATS, (int) Math.ceil(1 / (1 - level) - 1 - 1e-9));
    }

    private double estimate(Matrix columns) {
        double estimate = columns.columns() == 0 ? 0 : estimator.estimate(columns, y);
        done.accept(1);
        if (!Double.isFinite(estimate)) {
            throw new IllegalArgumentException(String.format(
                    "estimator '%s': expected a finite number of nats from %d samples of %d + %d columns, got %s",
                    estimator.name(), y.rows(), columns.columns(), y.columns(), estimate));
        }
        return estimate;
    }

    /** What a node that tells nothing stays below. */
    OptionalDouble threshold() {
        return threshold;
    }

    /** What the nodes that are left tell together. */
    double nats() {
        return nats;
    }

    /** Whether the node is left, and this map reads it. */
    boolean reads(int node) {
        return left.contains(node);
    }

    /** What a node tells by itself. */
    double alone(int node) {
        int first = nodes.indexOf(node) * width;
        return nodes.contains(node)
                ? estimate(all.columns(IntStream.range(first, first + width).toArray()))
                : 0;
    }

    /** What is lost with a node, given all that are left. */
    double phi(int node) {
        return reads(node) ? nats - estimate(without(node)) : 0;
    }

    private Matrix without(int node) {
        return x.without(left.indexOf(node) * width, width);
    }

    /** The same for all nodes, by node: in one scan, if the estimator can. */
    double[] phis() {
        double[] phis = new double[layerNodes];
        if (estimator instanceof LeaveOneOutEstimator scanner && left.size() > 1) {
            double[] blocks = scanner.leaveOneOut(x, width, y);
            done.accept(left.size());
            for (int block = 0; block < blocks.length; block++) {
                if (left.get(block) >= 0) {
                    phis[left.get(block)] = blocks[block];
                }
            }
        } else {
            left.stream().filter(node -> node >= 0).forEach(node -> phis[node] = phi(node));
        }
        return phis;
    }

    /** Takes a node out, with what is lost. */
    void remove(int node, double phi) {
        if (reads(node)) {
            x = without(node);
            left.remove((Integer) node);
            nats -= phi;
        }
    }
}
