package org.mipp.network.onnx.write;

import static org.mipp.network.onnx.write.GraphWriting.fraction;
import static org.mipp.network.onnx.write.GraphWriting.whole;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.mipp.network.onnx.model.WireWriter;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.GroupNorm;
import org.mipp.network.operation.LayerNorm;
import org.mipp.network.operation.LocalResponseNorm;
import org.mipp.network.operation.Normalisation;

/** Writes normalisations and factors per channel. */
final class NormWriters {

    private NormWriters() {}

    static void batch(LayerWriting layer) {
        layer.node("BatchNormalization", layer.weights(), fraction("epsilon", BatchNorm.EPSILON));
    }

    static void localResponse(LayerWriting layer) {
        LocalResponseNorm norm = layer.operation(LocalResponseNorm.class);
        layer.node(
                "LRN",
                List.of(),
                whole("size", norm.size()),
                fraction("alpha", norm.alpha()),
                fraction("beta", norm.beta()),
                fraction("bias", norm.k()));
    }

    /** ONNX normalises the last axes: channels go there and come back. */
    static void layer(LayerWriting layer) {
        WireWriter epsilon =
                fraction("epsilon", layer.operation(LayerNorm.class).epsilon());
        if (layer.inputShape().dimension() == 1) {
            layer.node("LayerNormalization", layer.weights(), whole("axis", -1), epsilon);
            return;
        }
        List<String> reads = new ArrayList<>();
        reads.add(layer.before("Transpose", layer.inputs(), whole("perm", new long[] {0, 2, 3, 1})));
        reads.addAll(layer.weights());
        String normal = layer.before("LayerNormalization", reads, whole("axis", -1), epsilon);
        layer.node("Transpose", List.of(normal), List.of(), whole("perm", new long[] {0, 3, 1, 2}));
    }

    /** Groups normalised as if each was one channel, which is how PyTorch writes them; a factor and a summand per channel. */
    static void group(LayerWriting layer) {
        GroupNorm norm = layer.operation(GroupNorm.class);
        String grouped =
                layer.before("Reshape", List.of(layer.inputs().get(0), layer.numbers("groups", 0, norm.groups(), -1)));
        float[] ones = new float[norm.groups()];
        Arrays.fill(ones, 1);
        Shape each = new Shape(norm.groups());
        String normal = layer.before(
                "InstanceNormalization",
                List.of(grouped, layer.floats("ones", each, ones), layer.floats("zeros", each, new float[ones.length])),
                fraction("epsilon", norm.epsilon()));
        long[] shape = Stream.of(new Shape(0), layer.inputShape())
                .reduce(new Shape(), Shape::addAll)
                .getShape();
        String images = layer.before("Reshape", List.of(normal, layer.numbers("shape", shape)));
        affine(layer, images);
    }

    static void scale(LayerWriting layer) {
        affine(layer, layer.inputs().get(0));
    }

    /** A factor and perhaps a summand for each channel, from the weights of the operation. */
    private static void affine(LayerWriting layer, String from) {
        List<String> weights = layer.weightsPerChannel();
        if (weights.size() == 1) {
            layer.node("Mul", List.of(from), weights);
        } else {
            String scaled = layer.before("Mul", List.of(from, weights.get(0)));
            layer.node("Add", List.of(scaled), List.of(weights.get(1)));
        }
    }

    static void images(LayerWriting layer) {
        Normalisation normal = layer.operation(Normalisation.class);
        Shape shape = new Shape(1, normal.mean().size(), 1, 1);
        String mean = layer.floats("mean", shape, floats(normal.mean()));
        String centred = layer.before("Sub", List.of(layer.inputs().get(0), mean));
        String deviation = layer.floats("deviation", shape, floats(normal.deviation()));
        layer.node("Div", List.of(centred), List.of(deviation));
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
