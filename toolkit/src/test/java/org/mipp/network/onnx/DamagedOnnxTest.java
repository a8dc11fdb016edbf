package org.mipp.network.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.network.onnx.write.HandmadeOnnx.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Storage;
import org.mipp.network.onnx.model.WireWriter;
import org.mipp.network.onnx.write.HandmadeOnnx;
import org.mipp.run.RefusedException;

/** Bytes that are no file of ONNX, announce more than they hold, or look for weights where they must not, are refused at once. */
class DamagedOnnxTest {

    @TempDir
    private Path folder;

    private final HandmadeOnnx graph = new HandmadeOnnx();

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("net.onnx"), bytes);
    }

    private static String refusal(Path file) {
        String message =
                assertThrows(RefusedException.class, () -> Storage.load(file)).getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length() + 2);
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

    @Test
    void billionsOfElementsThatAreAnnounced() throws IOException {
        String bytes = refusal(file(graph.withWeights(
                new WireWriter().numbers(1, 40_000, 40_000).number(2, 1).text(8, "w"))));
        assertEquals(
                "tensor 'w': expected 6400000000 bytes for [40000, 40000] of type FLOAT, got 0; the file is damaged or truncated",
                bytes);
        assertTrue(refusal(file(graph.withWeights(new WireWriter()
                        .numbers(1, 1L << 40, 1L << 40)
                        .number(2, 1)
                        .text(8, "w"))))
                .startsWith(
                        "tensor: expected at most 2147483639 numbers, got the shape [1099511627776, 1099511627776]"));
        graph.clear();
        graph.node("fill", "ConstantOfShape", List.of(graph.numbers("shape", 2_000_000_000)), "w");
        graph.node("fc", "Gemm", List.of("x", "w"), "y");
        assertTrue(refusal(file(graph.file(port("x", 4))))
                .contains("node 'fill' (ConstantOfShape): a tensor filled with one number: expected to fit into "));
    }

    @Test
    void numbersThatAreNoFloats() throws IOException {
        for (var type : List.of(
                List.of(8, "text"),
                List.of(17, "float8"),
                List.of(14, "complex numbers"),
                List.of(99, "numbers of the unknown type 99"))) {
            graph.clear();
            assertEquals(
                    "tensor 'w': expected floats or whole numbers, got " + type.get(1)
                            + "; export the network in float32",
                    refusal(file(graph.withWeights(new WireWriter()
                            .numbers(1, 4, 2)
                            .number(2, (int) type.get(0))
                            .text(8, "w")))));
        }
    }

    @Test
    void weightsOutsideOfTheFolder() throws IOException {
        Files.write(folder.resolve("small.data"), new byte[8]);
        assertEquals(
                "tensor 'w': expected weights in the folder of the ONNX file, got the path '../secret', which leads out of it;"
                        + " put both files into one folder and export again",
                refusal(file(graph.withWeights(external("location", "../secret")))));
        assertTrue(refusal(file(graph.withWeights(external("location", "/etc/passwd"))))
                .contains("leads out of it"));
        assertTrue(refusal(file(graph.withWeights(external("location", "none.data"))))
                .contains("found no such file"));
        assertTrue(
                refusal(file(graph.withWeights(external("location", "a\0b")))).contains("got one that is none"));
        assertTrue(refusal(file(graph.withWeights(external("location", "small.data"))))
                .startsWith("tensor 'w': expected 32 bytes for [4, 2] of type FLOAT, got 8"));
        String beyond = refusal(file(graph.withWeights(external("location", "small.data")
                .message(13, new WireWriter().text(1, "offset").text(2, "4"))
                .message(13, new WireWriter().text(1, "length").text(2, "32")))));
        assertTrue(beyond.startsWith("tensor 'w': expected bytes within the 8 of "), beyond);
        assertTrue(refusal(file(graph.withWeights(external("location", "small.data")
                        .message(13, new WireWriter().text(1, "offset").text(2, "-4")))))
                .contains("expected a whole number as the offset of its weights, got '-4'"));
    }

    private WireWriter external(String key, String value) {
        graph.clear();
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
        Path net = Files.write(inner.resolve("net.onnx"), graph.withWeights(external("location", "link")));
        assertTrue(refusal(net).contains("a link that leads out of it"));
    }
}
