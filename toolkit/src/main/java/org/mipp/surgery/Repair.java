package org.mipp.surgery;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.mipp.capture.CaptureOptions;
import org.mipp.capture.MapRows;
import org.mipp.capture.MomentsAccumulator;
import org.mipp.data.Images;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.RidgeRegression;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Layer;
import org.mipp.network.LinearMap;
import org.mipp.network.LiveNetwork;
import org.mipp.network.Network;
import org.mipp.network.PrunableLayer;
import org.mipp.network.Relu;
import org.mipp.network.Tensor;
import org.mipp.run.Progress;
import org.mipp.selection.Masks;

/**
 * Installs g: rewrites the weights after a cut so that every layer gets from the nodes that are left what it got from all
 * of them, as nearly as a linear map can. No labels, no training step.
 *
 * <p>Theorem 1 of the paper (Westphal, Hailes, Musolesi, arXiv:2411.00147) says that a function g with {@code X_(l+1) =
 * g(X'_l)} exists if the information is preserved; here g is the least-squares map from the pruned network's inputs to the
 * original network's outputs of each linear map, with the following rectifier taken into account (see RectifiedFit). Layers are treated from input to output and each
 * reads the repaired layers before it, so that errors do not add up. This is an addition to the paper.
 *
 * <p>Cost: one pass of both networks over the images, and O(p^3) per linear map of p columns.
 */
public final class Repair {

    private static final int BATCH = 500;
    private static final double RIDGE = 1e-3; // relative to each node's variance
    private static final int ROUNDS = 5; // of the rectified fit; more gain nothing on LeNet5

    private final Network original;
    private final Network cut;
    private final Masks masks;
    private final Images images;
    private final CaptureOptions options;
    private final Map<String, PrunableLayer> readers = new HashMap<>(); // by the linear map that reads the layer

    private Repair(Network original, Network cut, Masks masks) {
        this.original = original;
        this.cut = cut;
        this.masks = masks;
        this.images = masks.activations().images();
        this.options = masks.activations().options();
        original.architecture().prunable().forEach(layer -> readers.put(layer.consumer(), layer));
    }

    /**
     * Repairs a network after a cut, with the images that were captured.
     *
     * @param original the network before the cut
     * @param cut the network after it; left as it is
     * @param masks which nodes stayed, and the images
     * @return the repaired network, of the same size as the cut one
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static Network install(Network original, Network cut, Masks masks) {
        return new Repair(original, cut, masks).run();
    }

    private Network run() {
        List<Layer> layers = original.architecture().layers();
        int batches = (images.size() + BATCH - 1) / BATCH;
        try (Progress progress = Progress.of("repairing " + original.label(), (long) layers.size() * batches);
                LiveNetwork full = LiveNetwork.open(original);
                LiveNetwork small = LiveNetwork.open(cut)) {
            List<NDArray> inFull = inputs(full);
            List<NDArray> inSmall = inFull;
            for (Layer layer : layers) {
                List<NDArray> outFull = new ArrayList<>();
                for (NDArray batch : inFull) {
                    outFull.add(full.apply(layer.name(), batch));
                    progress.advance(1, layer.name());
                }
                if (readers.containsKey(layer.name())) {
                    write(small, layer, fit(layer, inSmall, outFull, full.manager()));
                }
                List<NDArray> outSmall = inSmall.stream()
                        .map(batch -> small.apply(layer.name(), batch))
                        .toList();
                inFull.forEach(NDArray::close);
                inSmall.forEach(NDArray::close);
                inFull = outFull;
                inSmall = outSmall;
            }
            return small.snapshot();
        }
    }

    private List<NDArray> inputs(LiveNetwork live) {
        List<NDArray> batches = new ArrayList<>();
        try (NDArray bytes = live.upload(images, live.manager())) {
            for (int from = 0; from < images.size(); from += BATCH) {
                try (NDArray batch = bytes.get(new NDIndex("{}:{}", from, Math.min(images.size(), from + BATCH)))) {
                    batches.add(LiveNetwork.toInput(batch));
                }
            }
        }
        return batches;
    }

    /** Fits the layer of the pruned network to what the same layer made in the original one, for the nodes kept. */
    private RidgeRegression.Fit fit(Layer layer, List<NDArray> inSmall, List<NDArray> outFull, NDManager manager) {
        LinearMap map = (LinearMap) cut.architecture().layer(layer.name()).operation();
        Shape inputShape = cut.architecture().outputs().get(cut.architecture().before(layer.name()));
        SplittableRandom random = new SplittableRandom(options.seed());
        int positions = options.positionsPerImage(images.size());
        try (NDManager scope = manager.newSubManager();
                MomentsAccumulator accumulator = new MomentsAccumulator(scope)) {
            NDList xs = new NDList();
            NDList ys = new NDList();
            for (int i = 0; i < inSmall.size(); i++) {
                NDArray input = inSmall.get(i);
                NDArray output = outFull.get(i);
                input.tempAttach(scope);
                output.tempAttach(scope);
                int count = Math.toIntExact(input.getShape().get(0));
                MapRows rows = MapRows.choose(map, inputShape, count, positions, random);
                xs.add(rows.inputs(input));
                ys.add(kept(layer.name(), rows.outputs(output), map.outputs()));
                accumulator.add(xs.get(i), ys.get(i), count);
            }
            SecondMoments moments = accumulator.moments();
            int width = readers.get(layer.name()).columnsPerNode();
            Matrix before =
                    Floats.toMatrix(cut.weight(layer.name() + ".weight")).transpose();
            RidgeRegression regression = RidgeRegression.of(moments, penalty(moments, width), before);
            if (!rectified(layer)) {
                return regression.fit();
            }
            double[] mean = moments.inputMean();
            NDArray x = NDArrays.concat(xs, 0).subi(scope.create(mean).toType(DataType.FLOAT32, false));
            return new RectifiedFit(x, mean, NDArrays.concat(ys, 0), regression).fit(ROUNDS);
        }
    }

    private NDArray kept(String layer, NDArray outputs, int count) {
        return outputs.getShape().get(1) == count
                ? outputs
                : outputs.get(new NDIndex(
                        ":, {}", outputs.getManager().create(masks.mask(layer).indices())));
    }

    private boolean rectified(Layer layer) {
        List<Layer> layers = original.architecture().layers();
        int next = layers.indexOf(layer) + 1;
        return next < layers.size() && layers.get(next).operation() instanceof Relu;
    }

    private static void write(LiveNetwork small, Layer layer, RidgeRegression.Fit g) {
        Map<String, Shape> shapes = small.network().architecture().parameters();
        String weight = layer.name() + ".weight";
        small.set(weight, Tensor.of(shapes.get(weight), Floats.of(g.weights().transpose())));
        String bias = layer.name() + ".bias";
        small.set(bias, Tensor.of(shapes.get(bias), Floats.of(g.intercept())));
    }

    /** A small share of each node's own variance, so that scaling a node changes nothing; dead nodes get any value. */
    private static double[] penalty(SecondMoments moments, int width) {
        double[] variance = moments.nodeVariance(width);
        double[] penalty = new double[moments.inputs()];
        for (int j = 0; j < penalty.length; j++) {
            penalty[j] = variance[j / width] > 0 ? RIDGE * variance[j / width] : 1;
        }
        return penalty;
    }
}
