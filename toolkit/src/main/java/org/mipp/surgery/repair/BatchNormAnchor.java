package org.mipp.surgery.repair;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.structure.Layer;
import org.mipp.run.progress.Progress;

/**
 * Brings the running statistics of batch norms up to date without changing what the network computes: each gets the mean and
 * variance of what reaches it now, and the scale and shift with which it is the same affine map as before.
 *
 * <p>A repair chooses weights for batch norms as they are in evaluation. What reaches a batch norm after a cut and a repair has
 * other statistics than the running ones, and the first step of training would normalise by those of its batch: every map would
 * then read something else than what it was fitted to, and the repair would be lost. On a pre-activation DenseNet that cost most
 * of what g had won; with anchored batch norms training goes on from the repaired network.
 *
 * <p>Batch norms of an original network that have never seen a batch stay as they are: before training nobody has relied on
 * their running statistics, and training is to start from normalised signals.
 *
 * <p>Cost: one pass over the images, in batches.
 */
public final class BatchNormAnchor {

    private BatchNormAnchor() {}

    /**
     * Anchors every batch norm of a network.
     *
     * @param original the network that was pruned
     * @return a network that computes the same in evaluation, up to rounding; itself if there is nothing to anchor
     */
    public static Network set(Network original, Network network, Images images) {
        List<Layer> norms = network.architecture().layers().stream()
                .filter(layer -> layer.operation() instanceof BatchNorm && hasSeenBatches(original, layer))
                .toList();
        if (norms.isEmpty()) {
            return network;
        }
        Map<String, ChannelStatistics> sums = sums(network, images, norms);
        Map<String, Tensor> changed = new HashMap<>();
        norms.forEach(norm -> changed.putAll(anchored(network, norm, sums.get(norm.input()))));
        return network.withWeights(changed);
    }

    private static boolean hasSeenBatches(Network original, Layer norm) {
        float[] mean = values(original, norm, "running_mean");
        float[] variance = values(original, norm, "running_var");
        return IntStream.range(0, mean.length).anyMatch(i -> mean[i] != 0 || variance[i] != 1);
    }

    private static Map<String, ChannelStatistics> sums(Network network, Images images, List<Layer> norms) {
        Set<String> inputs = norms.stream().map(Layer::input).collect(Collectors.toSet());
        Map<String, ChannelStatistics> sums = new LinkedHashMap<>();
        inputs.forEach(input -> sums.put(input, new ChannelStatistics()));
        int size = BatchMemory.fastest(network.architecture());
        try (Progress progress = Progress.of("anchoring batch norms of " + network.label(), images.size());
                LiveNetwork live = LiveNetwork.open(network);
                NDManager memory = live.manager().newSubManager()) {
            for (int from = 0; from < images.size(); from += size) {
                int to = Math.min(images.size(), from + size);
                try (NDManager batch = memory.newSubManager()) {
                    NDArray floats = LiveNetwork.toInput(live.upload(images.range(from, to), batch));
                    Map<String, NDArray> outputs = live.outputs(floats, inputs);
                    sums.forEach((input, sum) -> sum.add(outputs.get(input)));
                }
                progress.advance(to - from);
            }
        }
        return sums;
    }

    private static Map<String, Tensor> anchored(Network network, Layer norm, ChannelStatistics now) {
        float[] weight = values(network, norm, "weight");
        float[] bias = values(network, norm, "bias");
        float[] mean = values(network, norm, "running_mean");
        float[] variance = values(network, norm, "running_var");
        for (int i = 0; i < weight.length; i++) {
            double scale = weight[i] / Math.sqrt(variance[i] + BatchNorm.EPSILON);
            bias[i] = (float) (bias[i] + scale * (now.mean()[i] - mean[i]));
            weight[i] = (float) (scale * Math.sqrt(now.variance()[i] + BatchNorm.EPSILON));
            mean[i] = (float) now.mean()[i];
            variance[i] = (float) now.variance()[i];
        }
        Shape shape = new Shape(weight.length);
        return Map.of(
                norm.name() + ".weight", Tensor.of(shape, weight),
                norm.name() + ".bias", Tensor.of(shape, bias),
                norm.name() + ".running_mean", Tensor.of(shape, mean),
                norm.name() + ".running_var", Tensor.of(shape, variance));
    }

    private static float[] values(Network network, Layer norm, String own) {
        return network.weight(norm.name() + "." + own).toArray();
    }
}
