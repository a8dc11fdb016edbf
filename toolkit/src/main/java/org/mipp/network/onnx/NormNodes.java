package org.mipp.network.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mipp.network.operation.BatchNorm;

/** Normalisations. */
final class NormNodes {

    private NormNodes() {}

    /**
     * Batch normalisation. A file's other epsilon goes into the scales, so that outputs are the same; in training, the
     * toolkit's own is added to the variance.
     */
    static void batch(GraphNode node) {
        node.expect(
                node.number("training_mode", 0) == 0 && node.number("spatial", 1) == 1,
                "expected running statistics per channel, got training mode or one per pixel",
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
}
