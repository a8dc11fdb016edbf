package org.mipp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.run.HeapBudget;

class IdxFileTest {

    private static final int IMAGES = 0x00000803;
    private static final int LABELS = 0x00000801;

    @TempDir
    private Path folder;

    @Test
    void joinsImagesAndLabels() throws IOException {
        IdxFile images = IdxFile.read(file("i", IMAGES, new int[] {2, 1, 3}, 1, 2, 3, 4, 5, 250), 3, HeapBudget.half());
        IdxFile labels = IdxFile.read(file("l", LABELS, new int[] {2}, 7, 9), 1, HeapBudget.half());
        Images joined = IdxFile.images("two", images, labels, 10, List.of());
        assertEquals("two: 2 images of 1 x 1 x 3, 10 classes", joined.toString());
        assertEquals(250, joined.pixel(1, 0, 0, 2));
        assertEquals(9, joined.label(1));
    }

    @Test
    void refusesAMissingFile() {
        assertRefuses(folder.resolve("none.gz"), 3, "expected a gzip-compressed idx file, found no file");
    }

    @Test
    void refusesAFileThatIsNotGzip() throws IOException {
        Path plain = Files.write(folder.resolve("plain"), new byte[] {0, 0, 8, 3, 0, 0, 0, 1});
        assertRefuses(plain, 3, "expected a gzip-compressed idx file, got: Not in GZIP format");
    }

    @Test
    void refusesLabelsInThePlaceOfImages() throws IOException {
        Path labels = file("l", LABELS, new int[] {2}, 7, 9);
        assertRefuses(labels, 3, "expected the idx header 0x00000803 (unsigned bytes in 3 dimensions), got 0x00000801");
        assertRefuses(labels, 3, "are images and labels swapped?");
    }

    @Test
    void refusesTooFewValues() throws IOException {
        Path cut = file("cut", IMAGES, new int[] {2, 1, 3}, 1, 2, 3, 4);
        assertRefuses(cut, 3, "expected 6 values after the header, got only 4; the file is truncated");
    }

    @Test
    void refusesTooManyValues() throws IOException {
        assertRefuses(file("long", LABELS, new int[] {2}, 1, 2, 3), 1, "expected 2 values after the header, got more");
    }

    @Test
    void refusesAHeaderCutShort() throws IOException {
        assertRefuses(file("short", IMAGES, new int[] {2}), 3, "the file is truncated");
    }

    @Test
    void refusesATruncatedArchive() throws IOException {
        byte[] whole = Files.readAllBytes(file("whole", LABELS, new int[] {500}, new int[500]));
        Path half = Files.write(folder.resolve("half"), Arrays.copyOf(whole, whole.length - 12));
        assertRefuses(half, 1, "the file is truncated");
    }

    @Test
    void refusesAHeaderThatAnnouncesMoreThanCanBe() throws IOException {
        assertRefuses(
                file("huge", IMAGES, new int[] {1 << 20, 32, 32}),
                3,
                "compressed bytes and a Java array can hold, got a header that announces 1073741824; the file is damaged");
        assertRefuses(
                file("overflow", IMAGES, new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE}),
                3,
                "announces more than can be counted");
    }

    @Test
    void refusesMoreThanTheBudgetBeforeItTakesMemoryForIt() throws IOException {
        Path images = file("i", IMAGES, new int[] {2, 1, 3}, 1, 2, 3, 4, 5, 6);
        Path labels = file("l", LABELS, new int[] {2}, 7, 9);
        HeapBudget budget = HeapBudget.of(7);
        IdxFile.read(images, 3, budget);
        String message = assertThrows(IllegalArgumentException.class, () -> IdxFile.read(labels, 1, budget))
                .getMessage();
        assertTrue(
                message.startsWith(
                        labels
                                + ": expected to fit into 7 bytes, half of the Java heap, got 2 values of 1 bytes each, beside 6"),
                message);
    }

    @Test
    void refusesANegativeDimension() throws IOException {
        assertRefuses(file("negative", LABELS, new int[] {-1}), 1, "expected positive dimensions, got -1");
    }

    @Test
    void refusesDifferentNumbersOfImagesAndLabels() throws IOException {
        IdxFile images = IdxFile.read(file("i", IMAGES, new int[] {2, 1, 1}, 1, 2), 3, HeapBudget.half());
        IdxFile labels = IdxFile.read(file("l", LABELS, new int[] {3}, 7, 9, 1), 1, HeapBudget.half());
        String message = assertThrows(
                        IllegalArgumentException.class, () -> IdxFile.images("digits", images, labels, 10, List.of()))
                .getMessage();
        assertEquals("digits: expected as many images as labels, got 2 images in i and 3 labels in l", message);
    }

    @Test
    void refusesAnotherContentThanThePublishedOne() throws IOException {
        IdxFile labels = IdxFile.read(file("l", LABELS, new int[] {1}, 7), 1, HeapBudget.half());
        String message = assertThrows(IllegalArgumentException.class, () -> labels.verify("00ff"))
                .getMessage();
        assertTrue(message.contains("expected the content with SHA-256 00ff, got "), message);
        assertTrue(message.endsWith("the file is damaged or another one, fetch it again"), message);
    }

    private static void assertRefuses(Path file, int dimensions, String expected) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> IdxFile.read(file, dimensions, HeapBudget.half()))
                .getMessage();
        assertTrue(message.startsWith(file.toString()) && message.contains(expected), message);
    }

    private Path file(String name, int magic, int[] shape, int... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(magic);
            for (int size : shape) {
                out.writeInt(size);
            }
            for (int value : values) {
                out.writeByte(value);
            }
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }
}
