package org.mipp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassOrderTest {

    @TempDir
    private Path folder;

    private static Images images(List<String> names, int... labels) {
        byte[] pixels = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            pixels[i] = (byte) i;
        }
        return new Images(
                "few",
                MemoryImages.checked("few", new ImageShape(1, 1, 1), names.size(), pixels, labels)
                        .named(names));
    }

    @Test
    void everyImageGetsTheNumberOfTheOutputOfItsClass() throws IOException {
        Path file = folder.resolve("classes.txt");
        Files.writeString(file, "n3 ant\n\nn1 bee\nn2\tcat, house cat\n");
        Images few = images(List.of("n1", "n2 cat"), 0, 1, 1);
        Dataset ordered = ClassOrder.read(file).of(new Dataset("few", few, few));
        assertArrayEquals(new int[] {1, 2, 2}, ordered.train().labels());
        assertEquals(3, ordered.train().classes());
        assertEquals("n1 bee", ordered.test().className(1));
        assertEquals(2, ordered.train().pixel(2, 0, 0, 0));
    }

    @Test
    void aWholeNameGoesBeforeAFirstWord() {
        Images few = images(List.of("big cat", "big dog"), 0, 1);
        assertArrayEquals(
                new int[] {1, 0},
                new ClassOrder(List.of("big dog", "big cat")).of(few).labels());
    }

    @Test
    void refusesAMismatch() {
        Images few = images(List.of("n1", "n2"), 0, 1);
        assertRefuses(
                "class order: expected an output for every class of few, got none for 'n2' among 2 outputs, the first of them"
                        + " 'n1 bee'; look whether the names are of the same kind",
                () -> new ClassOrder(List.of("n1 bee", "n3")).of(few));
        assertRefuses(
                "class order: expected every name once, got 'a' for the outputs 0 and 2",
                () -> new ClassOrder(List.of("a", "b", "a")));
        assertRefuses("class order: expected a name for every output, got none", () -> new ClassOrder(List.of()));
        assertRefuses(
                "class order: expected one class of few for an output, got several; give full names",
                () -> new ClassOrder(List.of("n1", "n2")).of(images(List.of("n1 a", "n1 b"), 0, 1)));
        Images unnamed = new Images("unnamed", 1, 1, 1, 1, new byte[1], new int[1]);
        assertRefuses("class order: expected images of named classes", () -> new ClassOrder(List.of("a")).of(unnamed));
        assertRefuses(
                "nowhere.txt: expected one class name in each line, got: ",
                () -> ClassOrder.read(folder.resolve("nowhere.txt")));
    }

    private static void assertRefuses(String expected, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
