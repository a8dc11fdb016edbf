package org.mipp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest {

    private static final Dataset CLOTHES = FashionMnist.load();

    @TempDir
    private Path folder;

    @Test
    void theShippedFilesAreThePublishedOnesAndTheStartOfThem() {
        assertEquals(
                "Fashion-MNIST: 20,000 training and 10,000 test images of 1 x 28 x 28, 10 classes", CLOTHES.toString());
        assertEquals("Fashion-MNIST training set, first 20,000", CLOTHES.train().name());
        assertEquals("Ankle boot", FashionMnist.CLASSES.get(CLOTHES.train().label(0)));
        assertEquals("Ankle boot", FashionMnist.CLASSES.get(CLOTHES.test().label(0)));
    }

    /** The published test set has 1,000 images of every class. */
    @Test
    void everyClassIsAsFrequentAmongTheTestImages() {
        for (int c = 0; c < FashionMnist.CLASSES.size(); c++) {
            int label = c;
            assertEquals(
                    1000,
                    IntStream.range(0, 10_000)
                            .filter(i -> CLOTHES.test().label(i) == label)
                            .count());
        }
    }

    @Test
    void theCompleteTrainingSetGoesFirstAndIsCheckedToo() throws IOException {
        Path shipped = DataFolder.find("fashion-mnist", "t10k-images-idx3-ubyte.gz");
        Files.copy(shipped.resolve("t10k-images-idx3-ubyte.gz"), folder.resolve("train-images-idx3-ubyte.gz"));
        String message = assertThrows(IllegalArgumentException.class, () -> FashionMnist.load(folder))
                .getMessage();
        assertTrue(message.contains("train-images-idx3-ubyte.gz: expected the content with SHA-256 c59f468a"), message);
    }

    @Test
    void saysWhichFileIsMissing() {
        String message = assertThrows(IllegalArgumentException.class, () -> FashionMnist.load(folder))
                .getMessage();
        assertTrue(
                message.endsWith("train-first-20000-images-idx3-ubyte.gz: expected a gzip-compressed idx file, found no"
                        + " file"),
                message);
    }
}
