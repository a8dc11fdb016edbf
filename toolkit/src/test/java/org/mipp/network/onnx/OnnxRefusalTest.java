package org.mipp.network.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Networks;
import org.mipp.Storage;
import org.mipp.network.onnx.OnnxModel.Side;
import org.mipp.run.RefusedException;

/** What is no network, or none that can be read, is refused at once: by node, operation, reason and what to do. */
class OnnxRefusalTest {

    private static final Side ANY = new Side(-1, "N");

    @TempDir
    private Path folder;

    private final GraphWriting graph = new GraphWriting();

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("net.onnx"), bytes);
    }

    /** A file of the nodes that were added, which reads {@code x} and makes {@code y}. */
    private Path file(WireWriter... ports) throws IOException {
        WireWriter made = new WireWriter();
        graph.nodes().forEach(node -> made.message(1, node));
        made.text(2, "graph");
        graph.constants().forEach(constant -> made.message(5, constant));
        Arrays.stream(ports).forEach(port -> made.message(11, port));
        made.message(12, GraphWriting.port("y", ANY, 2));
        return file(model(made, 17));
    }

    private static byte[] model(WireWriter graph, int opset) {
        return new WireWriter()
                .number(1, 8)
                .message(7, graph)
                .message(8, new WireWriter().number(2, opset))
                .toBytes();
    }

    private static WireWriter images() {
        return GraphWriting.port("x", ANY, 3, 8, 8);
    }

    private String refusal(Path file) {
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
    void lengthsBeyondTheFile() throws IOException {
        assertEquals(
                "expected at most the 2 bytes that are left, got a length of 5 in field 7",
                refusal(file(new byte[] {7 << 3 | 2, 5, 1, 1})));
        byte[] whole = Files.readAllBytes(OnnxReadingTest.FILES.resolve("dense.onnx"));
        assertTrue(refusal(file(Arrays.copyOf(whole, whole.length / 2))).startsWith("expected at most the "));
    }

    @Test
    void bytesThatAreNoModel() throws IOException {
        assertEquals("expected a graph, got none", refusal(file(new byte[] {8, 8})));
        assertEquals("expected the number of a field, got 0", refusal(file(new byte[] {0, 0})));
        assertEquals("expected a field of wire type 0, 1, 2 or 5, got 3", refusal(file(new byte[] {3 << 3 | 3})));
        assertEquals("expected a whole number, got the end of what holds it", refusal(file(new byte[] {8, -1})));
        byte[] endless = new byte[12];
        Arrays.fill(endless, (byte) -1);
        endless[0] = 8;
        assertEquals("expected a whole number of at most 10 bytes, got a longer one", refusal(file(endless)));
        assertTrue(refusal(file(new byte[0]))
                .startsWith("expected 1 to 2147483647 bytes, the bound of the format, got 0"));
        assertEquals("expected an ONNX file, found no file", refusal(folder.resolve("none.onnx")));
    }

    private byte[] withTensor(WireWriter tensor) {
        graph.node("fc", "Gemm", List.of("x", "w"), "y");
        WireWriter made =
                new WireWriter().message(5, tensor).message(1, graph.nodes().get(0));
        return model(made.message(11, GraphWriting.port("x", ANY, 4)).message(12, GraphWriting.port("y", ANY, 2)), 17);
    }

    @Test
    void billionsOfElementsThatAreAnnounced() throws IOException {
        String bytes = refusal(file(withTensor(
                new WireWriter().numbers(1, 40_000, 40_000).number(2, 1).text(8, "w"))));
        assertEquals(
                "tensor 'w': expected 6400000000 bytes for [40000, 40000] of type FLOAT, got 0; the file is damaged or truncated",
                bytes);
        assertTrue(refusal(file(withTensor(new WireWriter()
                        .numbers(1, 1L << 40, 1L << 40)
                        .number(2, 1)
                        .text(8, "w"))))
                .startsWith(
                        "tensor: expected at most 2147483639 numbers, got the shape [1099511627776, 1099511627776]"));
        graph.nodes().clear();
        graph.node("fill", "ConstantOfShape", List.of(graph.numbers("shape", 2_000_000_000)), "w");
        graph.node("fc", "Gemm", List.of("x", "w"), "y");
        assertTrue(refusal(file(GraphWriting.port("x", ANY, 4)))
                .contains("node 'fill' (ConstantOfShape): a tensor filled with one number: expected to fit into "));
    }

    @Test
    void numbersThatAreNoFloats() throws IOException {
        for (var type : List.of(
                List.of(8, "text"),
                List.of(17, "float8"),
                List.of(14, "complex numbers"),
                List.of(99, "numbers of the unknown type 99"))) {
            graph.nodes().clear();
            assertEquals(
                    "tensor 'w': expected floats or whole numbers, got " + type.get(1)
                            + "; export the network in float32",
                    refusal(file(withTensor(new WireWriter()
                            .numbers(1, 4, 2)
                            .number(2, (int) type.get(0))
                            .text(8, "w")))));
        }
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
        graph.nodes().add(node);
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
                refusal(file(GraphWriting.port("x", ANY, 3, 0, 8))));
        assertTrue(refusal(file(new WireWriter().text(1, "x")))
                .startsWith("input 'x': expected images of a fixed size, got []"));
    }

    @Test
    void severalInputsOrOutputs() throws IOException {
        graph.node("sum", "Add", List.of("x", "z"), "y");
        assertEquals(
                "inputs: expected one, the images, got [x, z]; export the network so that it reads a single array",
                refusal(file(images(), GraphWriting.port("z", ANY, 3, 8, 8))));
        WireWriter two = new WireWriter()
                .message(12, GraphWriting.port("y", ANY, 2))
                .message(12, GraphWriting.port("aux", ANY, 3));
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
    void weightsOutsideOfTheFolder() throws IOException {
        Files.write(folder.resolve("small.data"), new byte[8]);
        assertEquals(
                "tensor 'w': expected weights in the folder of the ONNX file, got the path '../secret', which leads out of it;"
                        + " put both files into one folder and export again",
                refusal(file(withTensor(external("location", "../secret")))));
        assertTrue(
                refusal(file(withTensor(external("location", "/etc/passwd")))).contains("leads out of it"));
        assertTrue(refusal(file(withTensor(external("location", "none.data")))).contains("found no such file"));
        assertTrue(refusal(file(withTensor(external("location", "a\0b")))).contains("got one that is none"));
        assertTrue(refusal(file(withTensor(external("location", "small.data"))))
                .startsWith("tensor 'w': expected 32 bytes for [4, 2] of type FLOAT, got 8"));
        String beyond = refusal(file(withTensor(external("location", "small.data")
                .message(13, new WireWriter().text(1, "offset").text(2, "4"))
                .message(13, new WireWriter().text(1, "length").text(2, "32")))));
        assertTrue(beyond.startsWith("tensor 'w': expected bytes within the 8 of "), beyond);
        assertTrue(refusal(file(withTensor(external("location", "small.data")
                        .message(13, new WireWriter().text(1, "offset").text(2, "-4")))))
                .contains("expected a whole number as the offset of its weights, got '-4'"));
    }

    private WireWriter external(String key, String value) {
        graph.nodes().clear();
        return new WireWriter()
                .numbers(1, 4, 2)
                .number(2, 1)
                .text(8, "w")
                .number(14, 1)
                .message(13, new WireWriter().text(1, key).text(2, value));
    }

    @Test
    void aLinkThatLeadsOutOfTheFolder() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.write(folder.resolve("secret"), new byte[32]);
        Files.createSymbolicLink(inner.resolve("link"), folder.resolve("secret"));
        Path net = Files.write(inner.resolve("net.onnx"), withTensor(external("location", "link")));
        assertTrue(refusal(net).contains("a link that leads out of it"));
    }

    @Test
    void settingsThatOperationsHereDoNotHave() throws IOException {
        assertTrue(refusalOf("MaxPool", GraphWriting.whole("kernel_shape", new long[] {2, 2, 2}))
                .startsWith("node 'odd' (MaxPool): expected kernels of two sides, got [2, 2, 2]"));
        graph.nodes().clear();
        assertTrue(refusalOf("MaxPool", GraphWriting.whole("kernel_shape", 2))
                .startsWith("node 'odd' (MaxPool): expected whole numbers as its kernel_shape, got whole number"));
        graph.nodes().clear();
        assertTrue(refusalOf("Transpose", GraphWriting.whole("perm", new long[] {1, 0, 2, 3}))
                .startsWith("node 'odd' (Transpose): expected axes to be turned from channels first to last or back"));
        graph.nodes().clear();
        graph.node("flat", "Flatten", List.of("x"), "f");
        graph.node("soft", "LogSoftmax", List.of("f"), "s");
        graph.node("odd", "Relu", List.of("s"), "y");
        assertTrue(refusal(file(images()))
                .startsWith("node 'soft' (LogSoftmax): expected it only at the end of the network"));
        graph.nodes().clear();
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
