package org.mipp.network.onnx.read;

import org.mipp.network.operation.Dropout;
import org.mipp.network.operation.Softmax;

/** Nodes that leave numbers as they are, and those at the end that make probabilities of logits. */
final class PassingOperators {

    private PassingOperators() {}

    static void identity(GraphNode node) {
        node.make(node.signal(0));
    }

    /** Does nothing but in training. */
    static void dropout(GraphNode node) {
        double rate = node.has(1) ? node.constant(1).numbers()[0] : node.fraction("ratio", 0.5f);
        Signal input = node.plain(0);
        node.make(rate == 0 ? input : node.elementwise(new Dropout((float) rate), input));
    }

    /** Probabilities at the end, and a layer inside. */
    static void softmax(GraphNode node) {
        if (node.isTail()) {
            tail(node);
            return;
        }
        Signal input = node.plain(0);
        boolean coerced = node.opset() < 13 && input.dims().length > 1; // over all axes behind the named one
        int axis = node.axis(node.number("axis", node.opset() < 13 ? 1 : -1), input.dims().length);
        node.expect(
                axis == input.channelAxis() && !coerced,
                "expected it over the channels, got another axis",
                "use axis 1, and opset_version=13 or later");
        node.make(node.elementwise(new Softmax(), input));
    }

    /** Turns logits into probabilities. */
    static void tail(GraphNode node) {
        node.expect(
                node.isTail(),
                "expected it only at the end of the network, where it makes probabilities of logits, got layers after it",
                "replace it where the network is defined, or end the network before it");
        Signal logits = node.plain(0);
        boolean classes = node.type().equals("Sigmoid")
                || node.axis(node.number("axis", node.opset() < 13 ? 1 : -1), logits.dims().length) == 0;
        node.expect(classes, "expected probabilities over the classes, got them over another axis", "use axis 1");
        node.make(logits.with(new Pending.Tail(node.type())));
    }
}
