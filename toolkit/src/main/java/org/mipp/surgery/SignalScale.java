package org.mipp.surgery;

import static org.mipp.run.Checks.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.DepthwiseConvolution;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.run.progress.Progress;
import org.mipp.surgery.repair.BatchForward;
import org.mipp.surgery.repair.ChannelStatistics;

/**
 * Gives signals their scale back after a cut before training: from input to output, the weights and biases of every map are
 * divided by the standard deviation of its outputs on some images, so that each map's outputs have deviation 1 (Mishkin,
 * Matas, arXiv:1511.06422, without their orthogonal start).
 *
 * <p>A new weight has the spread for as many inputs as its node reads. After a cut it reads fewer, so signals and gradients
 * shrink by the root of what is left of each layer, and training starts slowly. This is a matter of the cut, not of who chose
 * the nodes: a comparison before training has to give it to all methods, and to new networks too. Maps whose outputs a batch
 * norm alone reads are left as they are, as it undoes every scale. Labels are not used.
 *
 * <p>Cost: one pass over {@value #IMAGES} images, or as many as fit {@value #MEMORY} bytes.
 */
public final class SignalScale {

    private static final int IMAGES = 400;
    private static final long MEMORY = 300_000_000; // of the largest output

    private SignalScale() {}

    /**
     * Restores the scale.
     *
     * @param network after a cut, or new; left as it is
     * @param images the first of them are looked at
     * @return the scaled network
     * @throws IllegalArgumentException if the network does not fit the images
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one layer
     */
    public static Network restore(Network network, Images images) {
        Architecture architecture = given(network, "a network").architecture();
        List<Layer> layers = architecture.layers();
        try (Progress progress = Progress.of("scaling signals of " + network.label(), layers.size());
                LiveNetwork live = LiveNetwork.open(network);
                NDManager scope = live.manager().newSubManager()) {
            NDArray bytes = live.upload(few(given(images, "images"), architecture), scope);
            BatchForward forward = new BatchForward(live, LiveNetwork.toInput(bytes), 0);
            for (int i = 0; i < layers.size(); i++) {
                Layer layer = layers.get(i);
                forward.runTo(i + 1, name -> name.equals(layer.name()));
                if (scales(architecture, layer)) {
                    NDArray outputs = forward.of(layer.name());
                    double deviation = deviation(outputs);
                    if (deviation > 0) {
                        scale(live, layer, deviation);
                        outputs.divi(deviation);
                    }
                }
                progress.advance(1, layer.name());
            }
            return live.snapshot();
        }
    }

    private static Images few(Images images, Architecture architecture) {
        long largest = architecture.outputs().values().stream()
                .mapToLong(Shape::size)
                .max()
                .orElseThrow();
        long fitting = Math.max(1, MEMORY / (Float.BYTES * largest));
        return images.first((int) Math.min(images.size(), Math.min(IMAGES, fitting)));
    }

    private static boolean scales(Architecture architecture, Layer layer) {
        boolean normalised = architecture
                .onlyReader(layer.name())
                .filter(next -> next.operation() instanceof BatchNorm)
                .isPresent();
        return !normalised
                && (layer.operation() instanceof LinearMap || layer.operation() instanceof DepthwiseConvolution);
    }

    /** Of all values together, around their common mean. */
    private static double deviation(NDArray outputs) {
        ChannelStatistics statistics = new ChannelStatistics();
        statistics.add(outputs);
        double mean = Arrays.stream(statistics.mean()).average().orElse(0);
        double between = Arrays.stream(statistics.mean())
                .map(own -> (own - mean) * (own - mean))
                .average()
                .orElse(0);
        return Math.sqrt(Arrays.stream(statistics.variance()).average().orElse(0) + between);
    }

    private static void scale(LiveNetwork live, Layer layer, double divisor) {
        for (Map.Entry<String, Shape> parameter : layer.operation().parameters().entrySet()) {
            String name = layer.name() + "." + parameter.getKey();
            float[] values = live.parameter(name).toFloatArray();
            for (int i = 0; i < values.length; i++) {
                values[i] /= (float) divisor;
            }
            live.set(name, Tensor.of(parameter.getValue(), values));
        }
    }
}
