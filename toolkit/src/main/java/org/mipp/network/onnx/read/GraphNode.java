package org.mipp.network.onnx.read;

import static org.mipp.run.Checks.argument;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mipp.network.onnx.model.Constant;
import org.mipp.network.onnx.model.OnnxModel.Attribute;
import org.mipp.network.onnx.model.OnnxModel.Node;
import org.mipp.network.onnx.model.PackedNumbers;
import org.mipp.network.operation.Operation;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;

/** A node with what it reads and where its outputs go: all that a {@link NodeReader} sees. */
final class GraphNode {

    private static final int LONGEST_LIST = 1 << 20; // numbers, of channels that are chosen

    private final GraphReading graph;
    private final Node node;

    GraphNode(GraphReading graph, Node node) {
        this.graph = graph;
        this.node = node;
    }

    String type() {
        return node.type();
    }

    /** The version of ONNX's operations. */
    long opset() {
        return graph.opset();
    }

    /** Whether this toolkit wrote the file. */
    boolean isOurs() {
        return graph.isOurs();
    }

    HeapBudget budget() {
        return graph.budget();
    }

    /** Whether an input is there. */
    boolean has(int input) {
        return input < node.inputs().size() && !node.inputs().get(input).isEmpty();
    }

    int inputs() {
        return node.inputs().size();
    }

    /** Whether its first two inputs are one tensor. */
    boolean readsTwice() {
        return inputs() > 1 && node.inputs().get(0).equals(node.inputs().get(1));
    }

    int outputs() {
        return node.outputs().size();
    }

    /** Whether an input is known without running the network. */
    boolean isConstant(int input) {
        return has(input) && graph.isConstant(node.inputs().get(input));
    }

    /** An input that has to be known without running the network. */
    Constant constant(int input) {
        expect(has(input), "expected an input at place " + input + ", got none", "export the network anew");
        return graph.constant(node.inputs().get(input))
                .orElseThrow(() -> refusal(
                        "input '" + node.inputs().get(input) + "' has to be a constant, and depends on the images",
                        "export the network with constant weights and shapes, or rewrite this step"));
    }

    /** An input that depends on the images, with whatever is pending. */
    Signal signal(int input) {
        expect(has(input), "expected an input at place " + input + ", got none", "export the network anew");
        return graph.signal(node.inputs().get(input))
                .orElseThrow(() -> refusal(
                        "input '" + node.inputs().get(input) + "' does not depend on the images where it should",
                        "fold constants first, as onnxsim or torch.onnx.export do"));
    }

    /** An input that depends on the images, with nothing pending. */
    Signal plain(int input) {
        signal(input);
        return graph.plain(node.inputs().get(input), this);
    }

    /** All inputs, each with nothing pending. */
    List<Signal> allPlain() {
        return Stream.iterate(0, i -> i + 1).limit(inputs()).map(this::plain).toList();
    }

    long number(String attribute, long otherwise) {
        Attribute found = find(attribute, "whole number");
        return found == null ? otherwise : found.number();
    }

    float fraction(String attribute, float otherwise) {
        Attribute found = find(attribute, "float");
        return found == null ? otherwise : found.fraction();
    }

    String text(String attribute, String otherwise) {
        Attribute found = find(attribute, "text");
        return found == null
                ? otherwise
                : StandardCharsets.UTF_8.decode(found.text().duplicate()).toString();
    }

    long[] numbers(String attribute, long... otherwise) {
        Attribute found = find(attribute, "whole numbers");
        return found == null ? otherwise : PackedNumbers.whole(found.numbers());
    }

    /** Whole numbers that newer files give as an input and older ones as an attribute. */
    long[] numbers(int input, String attribute, long... otherwise) {
        return has(input) ? whole(constant(input)) : numbers(attribute, otherwise);
    }

    boolean hasAttribute(String attribute) {
        return node.attributes().containsKey(attribute);
    }

    Attribute attribute(String name) {
        return node.attributes().get(name);
    }

    static long[] whole(Constant constant) {
        argument(
                constant.size() <= LONGEST_LIST,
                "expected a list of at most %d whole numbers, got %d; the file is damaged",
                LONGEST_LIST,
                constant.size());
        return Arrays.stream(constant.numbers())
                .mapToLong(value -> (long) value)
                .toArray();
    }

    private @Nullable Attribute find(String name, String kind) {
        Attribute found = node.attributes().get(name);
        expect(
                found == null || found.kind().equals(kind) || found.kind().isEmpty(),
                String.format(
                        Locale.ROOT, "expected %s as its %s, got %s", kind, name, found == null ? "" : found.kind()),
                "export the network anew");
        return found;
    }

    /** Adds a layer of this node, named after it, and gives its output, of the layout and shape said. */
    Signal layer(Operation operation, Map<String, float[]> weights, List<Signal> inputs) {
        String name = graph.add(node, operation, weights, inputs);
        return Signal.of(name, graph.draft().shape(name).getShape());
    }

    /** Adds a layer without weights that reads one tensor and leaves its shape. */
    Signal elementwise(Operation operation, Signal input) {
        return layer(operation, Map.of(), List.of(input)).withLayout(input.channelsLast(), input.dims());
    }

    NetworkDraft draft() {
        return graph.draft();
    }

    /** The weights of an operation by name, without those that are not there. */
    static Map<String, float[]> weights(float[] weight, float @Nullable [] bias) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        weights.put("weight", weight);
        if (bias != null) {
            weights.put("bias", bias);
        }
        return weights;
    }

    void make(Signal output) {
        make(0, output);
    }

    void make(int place, Signal output) {
        graph.put(node.outputs().get(place), output);
    }

    void make(Constant output) {
        graph.put(node.outputs().get(0), output);
    }

    /** Whether an output is read at all. */
    boolean isRead(int output) {
        return output < outputs() && graph.uses(node.outputs().get(output)) > 0;
    }

    /** Whether nothing follows but what leaves numbers as they are. */
    boolean isTail() {
        return graph.isTail(node.outputs().get(0));
    }

    /** Refuses this node unless a condition holds. */
    void expect(boolean condition, String reason, String remedy) {
        if (!condition) {
            throw refusal(reason, remedy);
        }
    }

    RefusedException refusal(String reason, String remedy) {
        return new RefusedException(where() + ": " + reason + "; " + remedy);
    }

    /** How messages name the node. */
    String where() {
        return "node '" + (node.name().isEmpty() ? "that makes " + String.join(", ", node.outputs()) : node.name())
                + "' (" + (node.domain().isEmpty() ? "" : node.domain() + ".") + node.type() + ")";
    }

    Node node() {
        return node;
    }

    /** An axis of a tensor as a place in its shape without the batch axis; -1 is the batch axis itself. */
    int axis(long axis, int dims) {
        long place = (axis < 0 ? axis + dims + 1 : axis) - 1;
        argument(place >= -1 && place < dims, "%s: expected an axis of %d, got %d", where(), dims + 1, axis);
        return (int) place;
    }
}
