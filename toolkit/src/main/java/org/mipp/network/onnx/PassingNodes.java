package org.mipp.network.onnx;

import org.mipp.network.operation.Dropout;

/** Nodes that leave numbers as they are, and those at the end that make probabilities of logits. */
final class PassingNodes {

    private PassingNodes() {}

    static void identity(GraphNode node) {
        node.make(node.signal(0));
    }

    /** Does nothing but in training. */
    static void dropout(GraphNode node) {
        double rate = node.has(1) ? node.constant(1).numbers()[0] : node.fraction("ratio", 0.5f);
        Signal input = node.plain(0);
        node.make(rate == 0 ? input : node.elementwise(new Dropout((float) rate), input));
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
