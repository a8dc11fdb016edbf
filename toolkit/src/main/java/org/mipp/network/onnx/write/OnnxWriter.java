package org.mipp.network.onnx.write;

import static org.mipp.run.Checks.argument;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mipp.network.Network;
import org.mipp.network.onnx.model.Door;
import org.mipp.network.onnx.model.OnnxModel;
import org.mipp.network.onnx.model.WireWriter;
import org.mipp.network.onnx.write.GraphWriting.Weight;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.run.AtomicFile;

/** Writes a network as the graph of a file, with the door that it is to have. */
public final class OnnxWriter {

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17; // of 2022: what ONNX Runtime 1.12 and all later read
    private static final long LARGEST = Integer.MAX_VALUE; // bytes of a message
    private static final int CHUNK = 1 << 14;

    private final Network network;
    private final Door door;
    private final GraphWriting graph = new GraphWriting();
    private final Map<String, String> tensors = new HashMap<>(); // of each layer

    private OnnxWriter(Network network, Door door) {
        this.network = network;
        this.door = door;
    }

    /**
     * Writes a file.
     *
     * @param withoutFirst a layer that is left out, as what it does is done outside
     */
    public static void write(Path file, Network network, Door door, Optional<String> withoutFirst) {
        OnnxWriter writer = new OnnxWriter(network, door);
        writer.graph(withoutFirst);
        long graphBytes = writer.graphHead().length;
        for (Weight weight : writer.graph.weights()) {
            graphBytes += weightStart(weight).length + weightBytes(weight);
        }
        argument(
                graphBytes < LARGEST,
                "%s: expected at most %d bytes, the bound of the format, got %d; save it as .safetensors",
                file,
                LARGEST,
                graphBytes);
        byte[] start = new WireWriter()
                .number(1, IR_VERSION)
                .text(2, OnnxModel.PRODUCER)
                .message(8, new WireWriter().text(1, "").number(2, OPSET))
                .start(7, graphBytes)
                .toBytes();
        AtomicFile.write(file, out -> {
            out.write(start);
            out.write(writer.graphHead());
            for (Weight weight : writer.graph.weights()) {
                out.write(weightStart(weight));
                write(weight.values().get(), out);
            }
        });
    }

    private void graph(Optional<String> withoutFirst) {
        String input = graph.tensor(door.inputName());
        graph.tensor(door.outputName());
        String images = input;
        if (door.channelsLast()) {
            images = graph.tensor("channels_first");
            graph.node("channels_first", "Transpose", List.of(input), images, GraphWriting.whole("perm", new long[] {
                0, 3, 1, 2
            }));
        }
        tensors.put(Architecture.INPUT, images);
        String last = network.architecture().last().name();
        boolean plainEnd = door.tail().isEmpty() && isVector();
        for (Layer layer : network.architecture().layers()) {
            if (withoutFirst.filter(layer.name()::equals).isPresent()) {
                tensors.put(layer.name(), images);
                continue;
            }
            String output = layer.name().equals(last) && plainEnd ? door.outputName() : graph.tensor(layer.name());
            tensors.put(layer.name(), output);
            OperationWriters.write(new LayerWriting(
                    graph,
                    network,
                    layer,
                    layer.inputs().stream().map(tensors::get).toList(),
                    output));
        }
        if (!plainEnd) {
            ending(tensors.get(last));
        }
    }

    private boolean isVector() {
        return door.outputDims().size() == 1;
    }

    /** Probabilities, and the sides of one that the file had. */
    private void ending(String logits) {
        String made = logits;
        if (!door.tail().isEmpty()) {
            String output = isVector() ? door.outputName() : graph.tensor("probabilities");
            WireWriter[] axis = door.tail().equals("Sigmoid")
                    ? new WireWriter[0]
                    : new WireWriter[] {GraphWriting.whole("axis", 1)};
            graph.node("probabilities", door.tail(), List.of(made), output, axis);
            made = output;
        }
        if (!isVector()) {
            long[] shape = new long[door.outputDims().size() + 1]; // 0 for the images at once
            for (int i = 1; i < shape.length; i++) {
                shape[i] = door.outputDims().get(i - 1);
            }
            graph.node("sides", "Reshape", List.of(made, graph.numbers("sides.shape", shape)), door.outputName());
        }
    }

    private byte[] graphHead() {
        WireWriter head = new WireWriter();
        graph.nodes().forEach(node -> head.message(1, node));
        head.text(2, network.label());
        graph.constants().forEach(constant -> head.message(5, constant));
        long[] input =
                door.channelsLast() ? door.channelsLastDims() : door.input().getShape();
        head.message(11, GraphWriting.port(door.inputName(), door.batch(), input));
        long[] output = door.outputDims().stream().mapToLong(Long::longValue).toArray();
        head.message(12, GraphWriting.port(door.outputName(), door.batch(), output));
        return head.toBytes();
    }

    private static long weightBytes(Weight weight) {
        return weight.count() * Float.BYTES;
    }

    /** All of a tensor's message but its bytes, which end it. */
    private static byte[] weightStart(Weight weight) {
        byte[] raw = new WireWriter().start(9, weightBytes(weight)).toBytes();
        long length = weight.head().length + raw.length + weightBytes(weight);
        byte[] field = new WireWriter().start(5, length).toBytes();
        return ByteBuffer.allocate(field.length + weight.head().length + raw.length)
                .put(field)
                .put(weight.head())
                .put(raw)
                .array();
    }

    private static void write(float[] values, OutputStream out) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += CHUNK) {
            int to = Math.min(values.length, from + CHUNK);
            chunk.asFloatBuffer().put(values, from, to - from);
            out.write(chunk.array(), 0, (to - from) * Float.BYTES);
        }
    }
}
