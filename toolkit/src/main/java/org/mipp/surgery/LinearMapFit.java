package org.mipp.surgery;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.mipp.capture.CaptureOptions;
import org.mipp.capture.MapRows;
import org.mipp.capture.MomentsAccumulator;
import org.mipp.linalg.RidgeRegression;
import org.mipp.linalg.RowsPerColumn;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Tensor;
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
final class LinearMapFit implements AutoCloseable {

    private static final double RIDGE = 1e-3; // relative to each node's variance
    private static final int ROUNDS = 5; // of the rectified fit; more gain nothing on LeNet5

    private final LinearMap map;
    private final Shape inputShape;
    private final int width; // columns per node
    private final boolean rectified;
    private final CaptureOptions options;
    private final SplittableRandom random;
    private final NDManager scope;
    private final MomentsAccumulator accumulator;
    private final NDList xs = new NDList();
    private final NDList sums = new NDList(); // what the original network has after the addition
    private final NDList rests = new NDList(); // what the pruned network's other branches add

    LinearMapFit(
            Architecture cut, Layer layer, int width, boolean rectified, CaptureOptions options, NDManager parent) {
        this(cut, layer, width, rectified, options, parent, DataType.FLOAT64);
    }

    /** A fit whose moments are multiplied in single precision where that is asked for: its ridge hides the difference. */
    LinearMapFit(
            Architecture cut,
            Layer layer,
            int width,
            boolean rectified,
            CaptureOptions options,
            NDManager parent,
            DataType precision) {
        this.map = cut.map(layer.name());
        this.inputShape = cut.outputs().get(layer.input());
        this.width = width;
        this.rectified = rectified;
        this.options = options;
        this.random = new SplittableRandom(options.seed());
        this.scope = parent.newSubManager();
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
     * @param images how many images there are in all
     */
    void add(NDArray input, NDArray target, List<NDArray> addends, List<NDArray> left, int[] kept, int images) {
        int count = Math.toIntExact(input.getShape().get(0));
        MapRows rows = MapRows.choose(map, inputShape, count, options.positionsPerImage(images, map.columns()), random);
        try (NDManager batch = scope.newSubManager()) {
            lend(batch, Stream.of(List.of(input, target), addends, left));
            NDArray x = rows.inputs(input);
            NDArray sum = total(rows, target, addends);
            if (sum.getShape().get(1) != kept.length) {
                sum = sum.get(new NDIndex(":, {}", sum.getManager().create(kept)));
            }
            NDArray rest =
                    left.isEmpty() ? batch.zeros(new Shape(1)) : total(rows, left.get(0), left.subList(1, left.size()));
            accumulator.add(x, sum.sub(rest), count);
            if (rectified) {
                keep(xs, x);
                keep(sums, sum);
                keep(rests, rest);
            }
        }
    }

    /** Lets what is made of the arrays go with a batch. The same array may occur twice: its place must be noted once. */
    private static void lend(NDManager batch, Stream<List<NDArray>> arrays) {
        Set<NDArray> once = Collections.newSetFromMap(new IdentityHashMap<>());
        arrays.forEach(once::addAll);
        once.forEach(array -> array.tempAttach(batch));
    }

    private static NDArray total(MapRows rows, NDArray first, List<NDArray> others) {
        NDArray sum = rows.outputs(first);
        for (NDArray other : others) {
            sum = sum.add(rows.outputs(other));
        }
        return sum;
    }

    private void keep(NDList batches, NDArray batch) {
        NDArray copy = batch.duplicate();
        copy.attach(scope);
        batches.add(copy);
    }

    /** The map's new parameters, and its batch norm's. */
    Map<String, Tensor> solve(AffineNorm norm) {
        SecondMoments moments = accumulator.moments();
        RidgeRegression regression = RidgeRegression.of(moments, penalty(moments, width), norm.weights());
        RidgeRegression.Fit fit = rectified ? rectified(moments.inputMean(), regression) : regression.fit();
        return norm.parameters(fit.weights(), fit.intercept());
    }

    private RidgeRegression.Fit rectified(double[] mean, RidgeRegression regression) {
        NDArray centred = NDArrays.concat(xs, 0).subi(scope.create(mean).toType(DataType.FLOAT32, false));
        NDArray rest = rests.get(0).getShape().size() == 1 ? rests.get(0) : NDArrays.concat(rests, 0);
        return new ReluRegression(centred, mean, NDArrays.concat(sums, 0), rest, regression).fit(ROUNDS);
    }

    @Override
    public void close() {
        accumulator.close();
        scope.close();
    }

    /**
     * A small share of each node's own variance, so that scaling a node changes nothing; dead nodes get any value. The share
     * grows where images are few.
     */
    static double[] penalty(SecondMoments moments, int width) {
        double ridge = RIDGE + RowsPerColumn.ridge(moments.inputs(), moments.independentSamples());
        double[] variance = moments.nodeVariance(width);
        double[] penalty = new double[moments.inputs()];
        for (int j = 0; j < penalty.length; j++) {
            penalty[j] = variance[j / width] > 0 ? ridge * variance[j / width] : 1;
        }
        return penalty;
    }
}
