package org.mipp.surgery.repair;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.structure.Layer;
import org.mipp.run.progress.Progress;

/**
 * Re-estimates the running statistics of a network's batch norms: the repair that needs neither labels nor training and that
 * every method may be offered after its cut, as is usual where channels are pruned.
 *
 * <p>From input to output, each batch norm gets the mean and the variance of what reaches it, over all images and positions,
 * when those before it have theirs already; so its outputs over these images have its shift as mean and its scale as deviation
 * but for the epsilon. This is what evaluation will see; batches in training mode, whose statistics running averages collect,
 * come close to it. The divisor is the number of values, where PyTorch's running variance has one less.
 *
 * <p>Cost: one pass over the images where what a layer makes of all of them fits {@value LayerwiseForward#MEMORY} bytes; where it
 * does not, as behind the first layers for many large images, a pass from the last place where it did for each batch norm.
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
        List<Layer> norms = network.architecture().layers().stream()
                .filter(BatchNormRecalibration::is)
                .toList();
        try (LiveNetwork live = LiveNetwork.open(network);
                LayerwiseForward flow =
                        new LayerwiseForward(live, images, BatchMemory.fastest(network.architecture()));
                Progress progress = Progress.of(
                        "re-estimating batch norms of " + network.label(), (long) norms.size() * flow.batches())) {
            for (Layer norm : norms) {
                reestimate(norm, flow, progress);
            }
            return live.snapshot();
        }
    }

    private static void reestimate(Layer norm, LayerwiseForward flow, Progress progress) {
        ChannelStatistics statistics = new ChannelStatistics();
        LayerwiseForward.Leg leg = flow.before(norm);
        for (int i = 0; i < flow.batches(); i++) {
            try (NDManager scope = flow.live().manager().newSubManager()) {
                statistics.add(leg.batch(i, scope).get(norm.input()));
            }
            progress.advance(1, norm.name());
        }
        leg.arrive();
        float[] mean = FloatMatrices.narrow(statistics.mean());
        Shape shape = new Shape(mean.length);
        flow.live().set(norm.name() + ".running_mean", Tensor.of(shape, mean));
        flow.live().set(norm.name() + ".running_var", Tensor.of(shape, FloatMatrices.narrow(statistics.variance())));
    }

    private static boolean is(Layer layer) {
        return layer.operation() instanceof BatchNorm;
    }
}
