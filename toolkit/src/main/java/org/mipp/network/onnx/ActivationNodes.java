package org.mipp.network.onnx;

import org.mipp.network.operation.Relu;

/** Functions of one number, where their type alone does not say which. */
final class ActivationNodes {

    private ActivationNodes() {}

    /** Between two bounds, which older files give as attributes. */
    static void clip(GraphNode node) {
        double least = node.has(1) ? single(node, 1) : node.fraction("min", -Float.MAX_VALUE);
        double most = node.has(2) ? single(node, 2) : node.fraction("max", Float.MAX_VALUE);
        node.expect(
                least == 0 && most >= Float.MAX_VALUE,
                "expected a rectifier, which ends at 0, got bounds of " + least + " and " + most,
                "use nn.ReLU");
        node.make(node.elementwise(new Relu(), node.plain(0)));
    }

    /** The larger of two: a rectifier where one is zero. */
    static void max(GraphNode node) {
        node.expect(
                node.inputs() == 2 && node.isConstant(1) && single(node, 1) == 0,
                "expected the larger of a number and zero, a rectifier, got something else",
                "use nn.ReLU");
        node.make(node.elementwise(new Relu(), node.plain(0)));
    }

    private static double single(GraphNode node, int input) {
        Constant constant = node.constant(input);
        node.expect(constant.size() == 1, "expected one number as a bound, got " + constant.size(), "use one bound");
        return constant.numbers()[0];
    }
}
