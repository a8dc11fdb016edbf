package org.mipp.network.onnx.read;

import org.apache.commons.numbers.gamma.Erf;
import org.mipp.network.onnx.model.Constant;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.Pointwise;
import org.mipp.network.operation.Pointwise.Kind;
import org.mipp.network.operation.Relu;

/** Functions of one number, by themselves or as a part of one that is spelled out. */
final class ActivationOperators {

    private ActivationOperators() {}

    /** A function that has a layer of its own and is part of no other. */
    static void make(GraphNode node, Operation operation) {
        node.make(layer(node, operation));
    }

    private static Signal layer(GraphNode node, Operation operation) {
        return node.elementwise(operation, node.plain(0));
    }

    /** Between two bounds, which older files give as attributes. */
    static void clip(GraphNode node) {
        double least = node.has(1) ? single(node, 1) : node.fraction("min", -Float.MAX_VALUE);
        double most = node.has(2) ? single(node, 2) : node.fraction("max", Float.MAX_VALUE);
        if (least == 0 && most >= Float.MAX_VALUE) {
            make(node, new Relu());
            return;
        }
        Pointwise clip =
                Pointwise.clip((float) Math.max(-Float.MAX_VALUE, least), (float) Math.min(Float.MAX_VALUE, most));
        SpelledFunctions.take(node, 0, x -> Math.min(Math.max(x, least), most), () -> layer(node, clip));
    }

    /** The larger of two: a rectifier where one is zero. */
    static void max(GraphNode node) {
        node.expect(
                node.inputs() == 2 && node.isConstant(1) && single(node, 1) == 0,
                "expected the larger of a number and zero, a rectifier, got something else",
                "use nn.ReLU");
        make(node, new Relu());
    }

    static void sigmoid(GraphNode node) {
        if (node.isTail()) {
            PassingOperators.tail(node);
        } else {
            SpelledFunctions.take(node, 0, SpelledFunctions::sigmoid, () -> layer(node, new Pointwise(Kind.SIGMOID)));
        }
    }

    static void tanh(GraphNode node) {
        SpelledFunctions.take(node, 0, Math::tanh, () -> layer(node, new Pointwise(Kind.TANH)));
    }

    static void hardSigmoid(GraphNode node) {
        float alpha = node.fraction("alpha", 0.2f);
        float beta = node.fraction("beta", 0.5f);
        Pointwise hard = new Pointwise(Kind.HARD_SIGMOID, alpha, beta);
        SpelledFunctions.take(node, 0, x -> SpelledFunctions.hard(x, alpha, beta), () -> layer(node, hard));
    }

    static void gelu(GraphNode node) {
        boolean tanh = node.text("approximate", "none").equals("tanh");
        make(node, new Pointwise(tanh ? Kind.GELU_TANH : Kind.GELU));
    }

    /** The error function, of which files make GELU. */
    static void erf(GraphNode node) {
        SpelledFunctions.take(node, 0, Erf::value, () -> {
            throw unknown(node);
        });
    }

    static void power(GraphNode node) {
        node.expect(node.isConstant(1), "expected a constant exponent, got a tensor", "rewrite this step");
        double exponent = single(node, 1);
        SpelledFunctions.take(node, 0, x -> Math.pow(x, exponent), () -> {
            throw unknown(node);
        });
    }

    private static RuntimeException unknown(GraphNode node) {
        return node.refusal(
                "expected it as a part of GELU, got another formula",
                "replace it where the network is defined, or end the network before it");
    }

    /** A rectifier with a slope below zero that is learned: one for all channels. */
    static void slope(GraphNode node) {
        make(node, Pointwise.leakyRelu((float) single(node, 1)));
    }

    private static double single(GraphNode node, int input) {
        Constant constant = node.constant(input);
        node.expect(constant.size() == 1, "expected one number, got " + constant.size(), "use one for all channels");
        return constant.numbers()[0];
    }
}
