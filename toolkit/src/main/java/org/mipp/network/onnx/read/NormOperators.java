package org.mipp.network.onnx.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.GroupNorm;
import org.mipp.network.operation.LayerNorm;
import org.mipp.network.operation.LocalResponseNorm;

/** Normalisations. */
final class NormOperators {

    private NormOperators() {}

    /**
     * Batch normalisation, of a file that was exported in training too: here as it is in evaluation, with running statistics. A
     * file's other epsilon goes into the scales, so that outputs are the same; in training, the toolkit's own is added to the
     * variance.
     */
    static void batch(GraphNode node) {
        node.expect(
                node.number("spatial", 1) == 1 && !node.isRead(1) && !node.isRead(2),
                "expected running statistics per channel, got one per pixel, or statistics that are read",
                "export the network in evaluation mode: model.eval()");
        Signal input = node.plain(0);
        float[] scale = node.constant(1).floats();
        float[] mean = node.constant(3).floats();
        float[] variance = node.constant(4).floats();
        double epsilon = node.fraction("epsilon", 1e-5f);
        for (int i = 0; i < Math.min(scale.length, variance.length) && epsilon != BatchNorm.EPSILON; i++) {
            scale[i] *= (float) Math.sqrt((variance[i] + (double) BatchNorm.EPSILON) / (variance[i] + epsilon));
        }
        Map<String, float[]> weights = new LinkedHashMap<>();
        weights.put("weight", scale);
        weights.put("bias", node.constant(2).floats());
        weights.put("running_mean", mean);
        weights.put("running_var", variance);
        node.make(node.layer(new BatchNorm(input.channels()), weights, List.of(input))
                .withLayout(input.channelsLast(), input.dims()));
    }

    /** Over the last axis, where the channels or columns have to be: ConvNeXt turns them there and back. */
    static void layer(GraphNode node) {
        Signal input = node.plain(0);
        int last = input.dims().length - 1;
        node.expect(
                node.axis(node.number("axis", -1), input.dims().length) == last
                        && input.channelAxis() == last
                        && !node.isRead(1)
                        && !node.isRead(2),
                "expected channels or columns in the last axis to be normalised alone, got the shape " + input,
                "use nn.LayerNorm(channels) behind permute(0, 2, 3, 1), or on vectors");
        LayerNorm norm = new LayerNorm(input.channels(), node.fraction("epsilon", 1e-5f));
        float[] bias = node.has(2) ? node.constant(2).floats() : new float[norm.channels()];
        node.make(node.layer(norm, GraphNode.weights(node.constant(1).floats(), bias), List.of(input))
                .withLayout(input.channelsLast(), input.dims()));
    }

    /** Groups of channels, with a factor and a summand for each channel, in versions before 21 for each group. */
    static void group(GraphNode node) {
        grouped(node, node.plain(0), Math.toIntExact(node.number("num_groups", 1)));
    }

    /** Every channel by itself; behind a Reshape the channels of a group count as one. */
    static void instance(GraphNode node) {
        boolean bands = node.signal(0).pending() instanceof Pending.Bands;
        Signal input = bands ? node.signal(0) : node.plain(0);
        grouped(node, input, Math.toIntExact(bands ? input.dims()[0] : input.channels()));
    }

    private static void grouped(GraphNode node, Signal input, int groups) {
        node.expect(!input.channelsLast(), "expected channels first, got " + input, "export with channels first");
        int channels = Math.toIntExact(node.draft().shape(input.layer()).get(0));
        GroupNorm norm = new GroupNorm(channels, groups, node.fraction("epsilon", 1e-5f));
        Map<String, float[]> weights = GraphNode.weights(
                spread(node.constant(1).floats(), channels),
                spread(node.constant(2).floats(), channels));
        node.make(node.layer(norm, weights, List.of(input.with(new Pending.None())))
                .with(input.pending(), input.dims()));
    }

    /** One number per group for each of its channels; numbers per channel stay. */
    private static float[] spread(float[] numbers, int channels) {
        if (numbers.length == 0 || channels % numbers.length != 0) {
            return numbers; // refused as too few
        }
        float[] each = new float[channels];
        for (int i = 0; i < channels; i++) {
            each[i] = numbers[i / (channels / numbers.length)];
        }
        return each;
    }

    static void localResponse(GraphNode node) {
        LocalResponseNorm norm = new LocalResponseNorm(
                Math.toIntExact(node.number("size", 0)),
                node.fraction("alpha", 1e-4f),
                node.fraction("beta", 0.75f),
                node.fraction("bias", 1));
        node.make(node.layer(norm, Map.of(), List.of(PoolingOperators.image(node))));
    }
}
