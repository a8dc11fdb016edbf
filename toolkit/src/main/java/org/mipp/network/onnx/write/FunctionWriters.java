package org.mipp.network.onnx.write;

import static org.mipp.network.onnx.write.GraphWriting.fraction;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.mipp.network.operation.Pointwise;

/** Writes functions of every value by itself, spelled out where the version of ONNX that is written has no node for one. */
final class FunctionWriters {

    private FunctionWriters() {}

    static void write(LayerWriting layer) {
        Pointwise function = layer.operation(Pointwise.class);
        float alpha = function.alpha();
        float beta = function.beta();
        switch (function.kind()) {
            case CLIP -> layer.node("Clip", List.of(number(layer, "min", alpha), number(layer, "max", beta)));
            case LEAKY_RELU -> layer.node("LeakyRelu", List.of(), fraction("alpha", alpha));
            case ELU -> layer.node("Elu", List.of(), fraction("alpha", alpha));
            case SILU -> layer.node("Mul", List.of(layer.before("Sigmoid", layer.inputs())));
            case HARD_SWISH -> layer.node("HardSwish", List.of());
            case HARD_SIGMOID -> layer.node("HardSigmoid", List.of(), fraction("alpha", alpha), fraction("beta", beta));
            case SIGMOID -> layer.node("Sigmoid", List.of());
            case TANH -> layer.node("Tanh", List.of());
            case GELU -> gelu(layer);
            case GELU_TANH -> geluByTanh(layer);
        }
    }

    /** x (erf(x / sqrt 2) + 1) / 2. */
    private static void gelu(LayerWriting layer) {
        String scaled = with(layer, "Mul", layer.inputs().get(0), "scale", (float) Math.sqrt(0.5));
        halved(layer, layer.before("Erf", List.of(scaled)));
    }

    /** x (tanh(sqrt(2 / pi) (x + 0.044715 x^3)) + 1) / 2. */
    private static void geluByTanh(LayerWriting layer) {
        String x = layer.inputs().get(0);
        String square = layer.before("Mul", List.of(x, x));
        String factor = with(layer, "Add", with(layer, "Mul", square, "cubic", 0.044715f), "linear", 1);
        String inner =
                with(layer, "Mul", layer.before("Mul", List.of(x, factor)), "scale", (float) Math.sqrt(2 / Math.PI));
        halved(layer, layer.before("Tanh", List.of(inner)));
    }

    private static void halved(LayerWriting layer, String odd) {
        String product = layer.before("Mul", List.of(layer.inputs().get(0), with(layer, "Add", odd, "one", 1)));
        layer.node("Mul", List.of(product), List.of(number(layer, "half", 0.5f)));
    }

    private static String with(LayerWriting layer, String type, String tensor, String own, float value) {
        return layer.before(type, List.of(tensor, number(layer, own, value)));
    }

    private static String number(LayerWriting layer, String own, float value) {
        return layer.floats(own, new Shape(), value);
    }
}
