package org.mipp.network.onnx.write;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.mipp.network.onnx.model.ElementType;
import org.mipp.network.onnx.model.OnnxModel.Side;
import org.mipp.network.onnx.model.WireWriter;

/** A graph while it is written: nodes and the constants that they read, each tensor under a name of its own. */
final class GraphWriting {

    private static final int FLOAT = ElementType.FLOAT.code();
    private static final int INT64 = ElementType.INT64.code();

    private final List<WireWriter> nodes = new ArrayList<>();
    private final List<Weight> weights = new ArrayList<>();
    private final List<WireWriter> constants = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    /** Floats that are written after all else: all of the message but these, and these. */
    record Weight(byte[] head, long count, Supplier<float[]> values) {}

    List<WireWriter> nodes() {
        return nodes;
    }

    List<Weight> weights() {
        return weights;
    }

    List<WireWriter> constants() {
        return constants;
    }

    /** A name that no other tensor has. */
    String tensor(String wanted) {
        String unique = wanted;
        for (int i = 1; !taken.add(unique); i++) {
            unique = wanted + "_" + i;
        }
        return unique;
    }

    /** Adds a node that makes one tensor. */
    void node(String name, String type, List<String> inputs, String output, WireWriter... attributes) {
        WireWriter node = new WireWriter();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(3, name).text(4, type);
        Arrays.stream(attributes).forEach(attribute -> node.message(5, attribute));
        nodes.add(node);
    }

    static WireWriter whole(String name, long value) {
        return new WireWriter().text(1, name).number(3, value).number(20, 2);
    }

    static WireWriter whole(String name, long[] values) {
        return new WireWriter().text(1, name).numbers(8, values).number(20, 7);
    }

    static WireWriter fraction(String name, float value) {
        return new WireWriter().text(1, name).fraction(2, value).number(20, 1);
    }

    static WireWriter text(String name, String value) {
        return new WireWriter().text(1, name).text(4, value).number(20, 3);
    }

    /** Adds floats. */
    String floats(String wanted, Shape shape, Supplier<float[]> values) {
        String name = tensor(wanted);
        WireWriter head = new WireWriter();
        head.numbers(1, shape.getShape()).number(2, FLOAT).text(8, name);
        weights.add(new Weight(head.toBytes(), shape.size(), values));
        return name;
    }

    /** Adds a list of whole numbers. */
    String numbers(String wanted, long... values) {
        String name = tensor(wanted);
        constants.add(new WireWriter()
                .number(1, values.length)
                .number(2, INT64)
                .numbers(7, values)
                .text(8, name));
        return name;
    }

    /** An input or output of floats. */
    static WireWriter port(String name, Side batch, long... dims) {
        WireWriter shape = new WireWriter();
        shape.message(
                1,
                batch.size() >= 0
                        ? new WireWriter().number(1, batch.size())
                        : new WireWriter().text(2, batch.name().isEmpty() ? "batch" : batch.name()));
        for (long side : dims) {
            shape.message(1, new WireWriter().number(1, side));
        }
        WireWriter tensor = new WireWriter().number(1, FLOAT).message(2, shape);
        return new WireWriter().text(1, name).message(2, new WireWriter().message(1, tensor));
    }
}
