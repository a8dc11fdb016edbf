package org.mipp.surgery;

import ai.djl.ndarray.types.Shape;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.structure.Layer;
import org.mipp.run.Progress;

/**
 * Re-estimates the running statistics of a network's batch norms: the repair that needs neither labels nor training and that
 * every method may be offered after its cut, as is usual where channels are pruned.
 *
 * <p>From input to output, each batch norm gets the mean and the variance of what reaches it, over all images and positions,
 * when those before it have theirs already; so its outputs over these images have its shift as mean and its scale as deviation
 * but for the epsilon. This is what evaluation will see; batches in training mode, whose statistics running averages collect,
 * come close to it. The divisor is the number of values, where PyTorch's running variance has one less.
 *
 * <p>Cost: one pass over the images, in the memory of the outputs that are still to be read; of many large images only the
 * first are used, so that one layer's outputs fit {@value LayerwiseForward#MEMORY} bytes.
 */
public final class BatchNormRecalibration {

    private BatchNormRecalibration() {}

    /**
     * Re-estimates.
     *
     * @param network the network; left as it is
     * @param images a few hundred will do; labels are not used
     * @return the network with new running means and variances, or itself if it has no batch norm
     * @throws IllegalArgumentException if the network does not fit the images
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static Network reestimate(Network network, Images images) {
        if (network.architecture().layers().stream().noneMatch(BatchNormRecalibration::is)) {
            return network;
        }
        Images few = LayerwiseForward.few(images, network.architecture());
        long units = (long) network.architecture().layers().size() * LayerwiseForward.batches(few);
        try (Progress progress = Progress.of("re-estimating batch norms of " + network.label(), units);
                LiveNetwork live = LiveNetwork.open(network)) {
            LayerwiseForward flow = new LayerwiseForward(live, few);
            for (Layer layer : network.architecture().layers()) {
                if (is(layer)) {
                    ChannelStatistics statistics = ChannelStatistics.of(flow.of(layer.input()));
                    Shape shape = new Shape(statistics.mean().length);
                    live.set(layer.name() + ".running_mean", Tensor.of(shape, FloatMatrices.narrow(statistics.mean())));
                    live.set(
                            layer.name() + ".running_var",
                            Tensor.of(shape, FloatMatrices.narrow(statistics.variance())));
                }
                flow.run(layer, progress);
                flow.release(layer);
            }
            return live.snapshot();
        }
    }

    private static boolean is(Layer layer) {
        return layer.operation() instanceof BatchNorm;
    }
}
