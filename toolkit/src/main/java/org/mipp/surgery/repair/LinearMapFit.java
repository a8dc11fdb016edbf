package org.mipp.surgery.repair;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.moments.MapRows;
import org.mipp.capture.moments.MomentsAccumulator;
import org.mipp.capture.moments.Positions;
import org.mipp.linalg.RidgeRegression;
import org.mipp.linalg.RowsPerColumn;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Tensor;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;

/**
 * Fits one linear map of the pruned network to what the original network made at the same place: behind its batch norm and
 * residual addition, if there are such.
 *
 * <p>Rows are collected batch by batch; {@link #solve} then gives the new parameters. Holds memory outside the Java heap:
 * close it.
 */
public final class LinearMapFit implements AutoCloseable {

    private static final double RIDGE = 1e-3; // relative to each node's variance
    private static final long ROWS = 128L << 20; // bytes of inputs held in memory
    private static final long VALUES = 1L << 23; // of patches that are collected at once
    private static final int ROUNDS = 5; // of the rectified fit; more gain nothing on LeNet5

    private final LinearMap map;
    private final Shape inputShape;
    private final int width; // columns per node
    private final boolean rectified;
    private final Positions drawn;
    private final int positions; // per image
    private final NDManager scope;
    private final MomentsAccumulator accumulator;
    private final BatchStore xs;
    private final BatchStore sums; // what the original network has after the addition
    private final BatchStore rests; // what the pruned network's other branches add

    /**
     * What is fitted.
     *
     * @param layer the map
     * @param width columns per node that it reads
     * @param rectified whether a rectifier follows that the fit is to see
     */
    public record Fitted(Layer layer, int width, boolean rectified) {}

    /** A fit whose moments are multiplied in single precision where that is asked for: its ridge hides the difference. */
    public LinearMapFit(
            Architecture cut, Fitted fitted, CaptureOptions options, int images, NDManager parent, DataType precision) {
        Layer layer = fitted.layer();
        this.map = cut.map(layer.name());
        this.inputShape = cut.outputs().get(layer.input());
        this.width = fitted.width();
        this.rectified = fitted.rectified();
        this.drawn = new Positions(options.seed(), layer.name());
        this.positions = options.positionsPerImage(images, map.columns());
        this.scope = parent.newSubManager();
        this.xs = new BatchStore(scope, ROWS);
        this.sums = new BatchStore(scope, ROWS / 4);
        this.rests = new BatchStore(scope, ROWS / 4);
        this.accumulator = new MomentsAccumulator(scope, precision);
    }

    /**
     * Adds a batch.
     *
     * @param input what the map reads in the pruned network
     * @param target what map and batch norm make in the original one
     * @param addends what the original network adds to it
     * @param left what the pruned network adds to it
     * @param kept the nodes of the map that are left
     * @param firstImage the number of its first image
     */
    public void add(
            NDArray input, NDArray target, List<NDArray> addends, List<NDArray> left, int[] kept, int firstImage) {
        int count = Math.toIntExact(input.getShape().get(0));
        boolean patches = map instanceof Convolution;
        long each = (long) positions * (map.columns() + kept.length);
        int atOnce = patches ? (int) Math.max(1, Math.min(count, VALUES / each)) : count;
        for (int from = 0; from < count; from += atOnce) {
            NDIndex some = new NDIndex("{}:{}", from, Math.min(count, from + atOnce));
            try (NDManager batch = scope.newSubManager()) {
                addPart(
                        part(input, some, batch),
                        part(target, some, batch),
                        addends.stream().map(array -> part(array, some, batch)).toList(),
                        left.stream().map(array -> part(array, some, batch)).toList(),
                        kept,
                        firstImage + from);
            }
        }
    }

    private static NDArray part(NDArray array, NDIndex some, NDManager owner) {
        NDArray part = array.get(some);
        part.attach(owner);
        return part;
    }

    private void addPart(
            NDArray input, NDArray target, List<NDArray> addends, List<NDArray> left, int[] kept, int firstImage) {
        int count = Math.toIntExact(input.getShape().get(0));
        MapRows rows = MapRows.choose(map, inputShape, count, positions, image -> drawn.of(firstImage + image));
        NDArray x = rows.inputs(input);
        NDArray sum = total(rows, target, addends);
        if (sum.getShape().get(1) != kept.length) {
            sum = sum.get(new NDIndex(":, {}", sum.getManager().create(kept)));
        }
        NDArray rest = left.isEmpty()
                ? input.getManager().zeros(new Shape(1))
                : total(rows, left.get(0), left.subList(1, left.size()));
        accumulator.add(x, sum.sub(rest), count);
        if (rectified) {
            xs.add(x);
            sums.add(sum);
            rests.add(rest);
        }
    }

    private static NDArray total(MapRows rows, NDArray first, List<NDArray> others) {
        NDArray sum = rows.outputs(first);
        for (NDArray other : others) {
            sum = sum.add(rows.outputs(other));
        }
        return sum;
    }

    /** The map's new parameters, and its batch norm's. */
    public Map<String, Tensor> solve(AffineNorm norm) {
        SecondMoments moments = accumulator.moments();
        RidgeRegression regression = RidgeRegression.of(moments, penalty(moments, width), norm.weights());
        RidgeRegression.Fit fit = rectified ? rectified(moments.inputMean(), regression) : regression.fit();
        return norm.parameters(fit.weights(), fit.intercept());
    }

    private RidgeRegression.Fit rectified(double[] mean, RidgeRegression regression) {
        return new ReluRegression(xs, mean, sums, rests, scope, regression).fit(ROUNDS);
    }

    @Override
    public void close() {
        accumulator.close();
        xs.close();
        sums.close();
        rests.close();
        scope.close();
    }

    /**
     * A small share of each node's own variance, so that scaling a node changes nothing; dead nodes get any value. The share
     * grows where images are few.
     */
    public static double[] penalty(SecondMoments moments, int width) {
        double ridge = RIDGE + RowsPerColumn.ridge(moments.inputs(), moments.independentSamples());
        double[] variance = moments.nodeVariance(width);
        double[] penalty = new double[moments.inputs()];
        for (int j = 0; j < penalty.length; j++) {
            penalty[j] = variance[j / width] > 0 ? ridge * variance[j / width] : 1;
        }
        return penalty;
    }
}
