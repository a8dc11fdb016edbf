package org.mipp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {

    private static final Path SHIPPED = DataFolder.find("mnist", "train-images-idx3-ubyte.gz");

    @TempDir
    private Path folder;

    @Test
    void theShippedFilesAreThePublishedOnes() {
        Dataset digits = Mnist.load();
        assertEquals("MNIST: 60,000 training and 10,000 test images of 1 x 28 x 28, 10 classes", digits.toString());
        // the first training image is a 5, the first test image a 7, and there are 1,135 ones among the test images
        assertEquals(5, digits.train().label(0));
        assertEquals(7, digits.test().label(0));
        assertEquals(
                1135,
                IntStream.range(0, 10_000)
                        .filter(i -> digits.test().label(i) == 1)
                        .count());
    }

    @Test
    void isFoundFromAnyFolderOfTheCheckout() {
        Path checkout = SHIPPED.getParent().getParent();
        Stream.of("", "toolkit", "toolkit/src/main/java", "notebooks").forEach(start -> {
            Path found = DataFolder.find(
                    List.of("mnist"), List.of("train-images-idx3-ubyte.gz"), Map.of(), checkout.resolve(start));
            assertEquals(SHIPPED, found);
        });
    }

    @Test
    void theEnvironmentVariableNamesTheFolderElsewhere() throws IOException {
        Files.createDirectories(folder.resolve("mnist"));
        Files.createFile(folder.resolve("mnist").resolve("marker"));
        assertEquals(
                folder.resolve("mnist"),
                DataFolder.find(
                        List.of("mnist"), List.of("marker"), Map.of("MIPP_DATA", folder.toString()), Path.of("/")));
    }

    @Test
    void saysWhereItLookedAndWhatToDo() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> DataFolder.find(
                                List.of("mnist"), List.of("absent"), Map.of("MIPP_DATA", "/nowhere"), folder))
                .getMessage();
        assertTrue(message.contains("expected to find absent in [/nowhere/mnist]"), message);
        assertTrue(message.contains("set the environment variable MIPP_DATA"), message);
    }

    @Test
    void withoutTheVariableItNamesOneFolderAndNotAllThatItLookedInto() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> DataFolder.find(List.of("one", "other"), List.of("absent"), Map.of(), folder))
                .getMessage();
        assertEquals(
                "one: expected to find absent in a folder data/one or data/other of " + folder
                        + " or of a folder above it or above the toolkit's jar; start inside the checkout, set the environment"
                        + " variable MIPP_DATA to the folder that holds 'one', or pass the folder",
                message);
    }

    @Test
    void saysWhereToGetWhatDoesNotShip() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> DataFolder.find(List.of("no such data"), List.of("absent"), "it from the moon"))
                .getMessage();
        assertTrue(message.endsWith("or pass the folder; they do not ship, get it from the moon"), message);
    }

    @Test
    void refusesADamagedFile() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.copy(
                folder.resolve("t10k-labels-idx1-ubyte.gz"),
                folder.resolve("train-labels-idx1-ubyte.gz"),
                StandardCopyOption.REPLACE_EXISTING);
        String message = assertThrows(IllegalArgumentException.class, () -> Mnist.load(folder))
                .getMessage();
        assertTrue(message.contains("train-labels-idx1-ubyte.gz: expected the content with SHA-256 65a50cbb"), message);
    }
}
