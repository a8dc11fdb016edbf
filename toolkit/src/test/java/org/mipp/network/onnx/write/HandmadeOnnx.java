package org.mipp.network.onnx.write;

import java.util.Arrays;
import java.util.List;
import org.mipp.network.onnx.model.OnnxModel.Side;
import org.mipp.network.onnx.model.WireWriter;

/** ONNX files as nobody should write them, by the writer's own tools: graphs that read {@code x} and make {@code y}. */
public final class HandmadeOnnx {

    private static final Side ANY = new Side(-1, "N");

    private final GraphWriting graph = new GraphWriting();

    /** Adds a node that makes one tensor. */
    public void node(String name, String type, List<String> inputs, String output, WireWriter... attributes) {
        graph.node(name, type, inputs, output, attributes);
    }

    /** Adds a node as it is. */
    public void node(WireWriter node) {
        graph.nodes().add(node);
    }

    /** Adds a list of whole numbers. */
    public String numbers(String wanted, long... values) {
        return graph.numbers(wanted, values);
    }

    /** Takes all nodes away. */
    public void clear() {
        graph.nodes().clear();
    }

    /** A file of the nodes that were added. */
    public byte[] file(WireWriter... inputs) {
        WireWriter made = new WireWriter();
        graph.nodes().forEach(node -> made.message(1, node));
        made.text(2, "graph");
        graph.constants().forEach(constant -> made.message(5, constant));
        Arrays.stream(inputs).forEach(port -> made.message(11, port));
        return model(made.message(12, port("y", 2)), 17);
    }

    /** A file of one fully connected layer, whose weights are a tensor named {@code w}. */
    public byte[] withWeights(WireWriter tensor) {
        graph.node("fc", "Gemm", List.of("x", "w"), "y");
        WireWriter made =
                new WireWriter().message(5, tensor).message(1, graph.nodes().get(0));
        return model(made.message(11, port("x", 4)).message(12, port("y", 2)), 17);
    }

    /** A file of a graph. */
    public static byte[] model(WireWriter graph, int opset) {
        return new WireWriter()
                .number(1, 8)
                .message(7, graph)
                .message(8, new WireWriter().number(2, opset))
                .toBytes();
    }

    /** The input {@code x} of small images. */
    public static WireWriter images() {
        return port("x", 3, 8, 8);
    }

    /** An input or output of floats, of any number of images at once. */
    public static WireWriter port(String name, long... dims) {
        return GraphWriting.port(name, ANY, dims);
    }

    /** A setting that is a whole number. */
    public static WireWriter whole(String name, long value) {
        return GraphWriting.whole(name, value);
    }

    /** A setting that is a list of whole numbers. */
    public static WireWriter whole(String name, long[] values) {
        return GraphWriting.whole(name, values);
    }
}
