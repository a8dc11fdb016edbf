package org.mipp.network.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mipp.run.AtomicFile;

class WeightsFileTest {

    private static final Weights WEIGHTS = new Weights(Map.of("a", Fixtures.RAMP), Map.of());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.safetensors", "a.npz", "A.SafeTensors"})
    void theNameDecidesWhatIsWritten(String name) {
        Path file = folder.resolve(name);
        WeightsFile.write(file, WEIGHTS);
        assertEquals(WEIGHTS, WeightsFile.read(file));
    }

    @Test
    void theContentDecidesWhatIsRead() throws IOException {
        assertEquals(WEIGHTS, WeightsFile.read(renamed("a.npz", "model.bin")));
        assertEquals(WEIGHTS, WeightsFile.read(renamed("a.safetensors", "model.npz")));
    }

    private Path renamed(String written, String name) throws IOException {
        WeightsFile.write(folder.resolve(written), WEIGHTS);
        return Files.move(folder.resolve(written), folder.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive.pth", "legacy.pt"})
    void refusesAPickleByItsContentAndSaysHowToConvertIt(String fixture) throws IOException {
        Path file = Files.copy(Fixtures.file(fixture), folder.resolve("resnet.safetensors"));
        String expected = String.join(
                System.lineSeparator(),
                file
                        + ": expected a safetensors or npz file, got a Python pickle, which can run any code when it is read;"
                        + " convert it in Python:",
                "    import torch, safetensors.torch",
                "    safetensors.torch.save_file(torch.load('resnet.safetensors', weights_only=True),"
                        + " 'resnet.safetensors')",
                "or, where the network is at hand, with model.state_dict() in place of torch.load(...)");
        assertEquals(expected, refusal(file));
    }

    @Test
    void refusesAPickleByItsName() throws IOException {
        Path file = Files.write(folder.resolve("net.v2.pth"), new byte[20]);
        assertTrue(refusal(file).contains("torch.load('net.v2.pth', weights_only=True), 'net.v2.safetensors')"));
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        assertEquals(
                folder.resolve("a.h5")
                        + ": expected a safetensors or npz file, got one that begins with the bytes 89 48 44"
                        + " 46; convert it in Python with safetensors.torch.save_file or numpy.savez",
                refusal(Files.write(folder.resolve("a.h5"), new byte[] {(byte) 0x89, 'H', 'D', 'F'})));
        assertTrue(refusal(Files.createFile(folder.resolve("empty.safetensors")))
                .contains("expected a safetensors file, got only 0 bytes; fetch it again"));
        assertTrue(refusal(Files.createFile(folder.resolve("empty.npz"))).contains("expected a zip archive"));
        assertTrue(refusal(folder.resolve("none.npz")).contains("expected a safetensors or npz file, found no file"));
        assertTrue(refusal(folder).contains("expected a safetensors or npz file, found no file"));
    }

    @Test
    void refusesToWriteAnotherFormat() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> WeightsFile.write(folder.resolve("a.pt"), WEIGHTS))
                .getMessage();
        assertEquals(
                folder.resolve("a.pt") + ": expected a name that ends in .safetensors or .npz; Python reads these with"
                        + " safetensors.torch.load_file and numpy.load",
                message);
    }

    @Test
    void refusesToWriteIntoAFolderThatIsNotThere() {
        Path file = folder.resolve("none").resolve("a.npz");
        String message = assertThrows(IllegalArgumentException.class, () -> WeightsFile.write(file, WEIGHTS))
                .getMessage();
        assertEquals(file + ": expected the name of a file in a folder that exists; create the folder first", message);
    }

    @Test
    void aWriteThatFailsLeavesWhatWasThereAndNothingElse() throws IOException {
        Path file = folder.resolve("a.safetensors");
        WeightsFile.write(file, WEIGHTS);
        byte[] before = Files.readAllBytes(file);
        assertThrows(
                UncheckedIOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("the disk is full");
                }));
        assertArrayEquals(before, Files.readAllBytes(file));
        assertEquals(List.of(file), list());
    }

    @Test
    void aLinkStaysALinkToTheNewContent() throws IOException {
        Path file = folder.resolve("a.safetensors");
        WeightsFile.write(file, WEIGHTS);
        Path link = Files.createSymbolicLink(folder.resolve("link.safetensors"), file);
        WeightsFile.write(link, Weights.of(Map.of()));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(Weights.of(Map.of()), WeightsFile.read(file));
        assertEquals(List.of(file, link), list());
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String refusal(Path file) {
        return assertThrows(IllegalArgumentException.class, () -> WeightsFile.read(file))
                .getMessage();
    }
}
