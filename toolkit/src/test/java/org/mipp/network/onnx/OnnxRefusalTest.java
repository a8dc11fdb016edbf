package org.mipp.network.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.network.onnx.write.HandmadeOnnx.images;
import static org.mipp.network.onnx.write.HandmadeOnnx.model;
import static org.mipp.network.onnx.write.HandmadeOnnx.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Networks;
import org.mipp.Storage;
import org.mipp.network.onnx.model.WireWriter;
import org.mipp.network.onnx.write.HandmadeOnnx;
import org.mipp.run.RefusedException;

/** What is no network, or none that can be read, is refused at once: by node, operation, reason and what to do. */
class OnnxRefusalTest {

    @TempDir
    private Path folder;

    private final HandmadeOnnx graph = new HandmadeOnnx();

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("net.onnx"), bytes);
    }

    private Path file(WireWriter... inputs) throws IOException {
        return file(graph.file(inputs));
    }

    private static String refusal(Path file) {
        String message =
                assertThrows(RefusedException.class, () -> Storage.load(file)).getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length() + 2);
    }

    /** A file of one node that reads the images and makes the output. */
    private String refusalOf(String type, WireWriter... attributes) throws IOException {
        graph.node("odd", type, List.of("x"), "y", attributes);
        return refusal(file(images()));
    }

    @Test
    void cyclesAndNodesOutOfOrder() throws IOException {
        graph.node("one", "Relu", List.of("b"), "a");
        graph.node("two", "Relu", List.of("a"), "b");
        graph.node("three", "Add", List.of("b", "x"), "y");
        assertEquals(
                "node 'one' (Relu): expected to read what comes before it, got 'b', which no node before it makes; the graph has"
                        + " a cycle, or its nodes are out of order: export it anew",
                refusal(file(images())));
    }

    @Test
    void doubledNames() throws IOException {
        graph.node("one", "Relu", List.of("x"), "a");
        graph.node("two", "Relu", List.of("x"), "a");
        graph.node("three", "Relu", List.of("a"), "y");
        assertEquals(
                "node 'two' (Relu): expected every tensor to be made once, got 'a' again; export the network anew",
                refusal(file(images())));
        WireWriter tensor = new WireWriter().number(1, 0).number(2, 1).text(8, "w");
        assertEquals(
                "expected every weight once, got two called 'w'",
                refusal(file(model(new WireWriter().message(5, tensor).message(5, tensor), 17))));
        assertEquals(
                "expected one graph, got two; the file is damaged",
                refusal(file(new WireWriter()
                        .message(7, new WireWriter())
                        .message(7, new WireWriter())
                        .toBytes())));
    }

    @Test
    void operationsThatAreNotHere() throws IOException {
        assertEquals(
                "node 'odd' (Einsum): this operation cannot be read; replace it where the network is defined, or end the network"
                        + " before it: load(file, OnnxInput.ANY.output(\"x\"))",
                refusalOf("Einsum"));
    }

    @Test
    void controlFlow() throws IOException {
        assertEquals(
                "node 'odd' (If): control flow depends on numbers that only running can tell; export a network without it",
                refusalOf("If"));
    }

    @Test
    void quantisedNetworks() throws IOException {
        assertEquals(
                "node 'odd' (DequantizeLinear): the file is quantised, and pruning works on floats; export the network before it"
                        + " was quantised",
                refusalOf("DequantizeLinear"));
    }

    @Test
    void otherDomains() throws IOException {
        WireWriter node = new WireWriter()
                .text(1, "x")
                .text(2, "y")
                .text(3, "odd")
                .text(4, "FusedConv")
                .text(7, "com.microsoft");
        graph.node(node);
        assertEquals(
                "node 'odd' (com.microsoft.FusedConv): operations of the domain 'com.microsoft' cannot be read; export the"
                        + " network with ONNX's own operations only",
                refusal(file(images())));
    }

    @Test
    void otherVersions() throws IOException {
        assertEquals(
                "expected operations of the versions 7 to 22, got 6; export with opset_version=18",
                refusal(file(model(new WireWriter(), 6))));
    }

    @Test
    void imagesWithoutAFixedSize() throws IOException {
        graph.node("fc", "Relu", List.of("x"), "y");
        assertEquals(
                "input 'x': expected images of a fixed size, got [N x 3 x 0 x 8]; say which: load(file, OnnxInput.images(3, 224,"
                        + " 224))",
                refusal(file(port("x", 3, 0, 8))));
        assertTrue(refusal(file(new WireWriter().text(1, "x")))
                .startsWith("input 'x': expected images of a fixed size, got []"));
    }

    @Test
    void severalInputsOrOutputs() throws IOException {
        graph.node("sum", "Add", List.of("x", "z"), "y");
        assertEquals(
                "inputs: expected one, the images, got [x, z]; export the network so that it reads a single array",
                refusal(file(images(), port("z", 3, 8, 8))));
        WireWriter two = new WireWriter().message(12, port("y", 2)).message(12, port("aux", 3));
        assertEquals(
                "outputs: expected the logits, perhaps followed by auxiliary heads of the same classes, got [y, aux]; choose one:"
                        + " load(file, OnnxInput.ANY.output(\"y\"))",
                refusal(file(model(two, 17))));
        Path file = folder.resolve("net.onnx");
        assertTrue(assertThrows(RefusedException.class, () -> Storage.load(file.toString(), OnnxInput.ANY.output("au")))
                .getMessage()
                .endsWith("output: expected one of [y, aux] or a tensor inside, got 'au'; did you mean 'aux'?"));
    }

    @Test
    void settingsThatOperationsHereDoNotHave() throws IOException {
        assertTrue(refusalOf("MaxPool", HandmadeOnnx.whole("kernel_shape", new long[] {2, 2, 2}))
                .startsWith("node 'odd' (MaxPool): expected kernels of two sides, got [2, 2, 2]"));
        graph.clear();
        assertTrue(refusalOf("MaxPool", HandmadeOnnx.whole("kernel_shape", 2))
                .startsWith("node 'odd' (MaxPool): expected whole numbers as its kernel_shape, got whole number"));
        graph.clear();
        assertTrue(refusalOf("Transpose", HandmadeOnnx.whole("perm", new long[] {1, 0, 2, 3}))
                .startsWith("node 'odd' (Transpose): expected axes to be turned from channels first to last or back"));
        graph.clear();
        graph.node("flat", "Flatten", List.of("x"), "f");
        graph.node("soft", "LogSoftmax", List.of("f"), "s");
        graph.node("odd", "Relu", List.of("s"), "y");
        assertTrue(refusal(file(images()))
                .startsWith("node 'soft' (LogSoftmax): expected it only at the end of the network"));
        graph.clear();
        graph.node("error", "Erf", List.of("x"), "e");
        graph.node("odd", "Relu", List.of("e"), "y");
        assertTrue(
                refusal(file(images())).startsWith("node 'error' (Erf): expected it as a part of GELU, got another"));
    }

    @Test
    void networksWithoutALinearMap() throws IOException {
        assertEquals(
                "net: expected at least one linear map, whose nodes are what can be pruned, got none",
                refusalOf("Relu"));
    }

    @Test
    void otherNamesOfFiles() {
        assertTrue(assertThrows(RefusedException.class, () -> Storage.save("net.pt", Networks.lenet5()))
                .getMessage()
                .startsWith("net.pt: expected a name that ends in .safetensors (for load, PyTorch and DJL) or .onnx"));
        assertTrue(assertThrows(RefusedException.class, () -> Storage.save("net.pt", Networks.lenet5(), "other.onnx"))
                .getMessage()
                .equals("net.pt: expected a name that ends in .onnx"));
        Path other = OnnxReadingTest.FILES.resolve("views.onnx");
        Path file = folder.resolve("net.onnx");
        assertTrue(assertThrows(
                        RefusedException.class,
                        () -> Storage.save(file.toString(), Networks.lenet5(), other.toString()))
                .getMessage()
                .startsWith(other.toString()));
    }
}
