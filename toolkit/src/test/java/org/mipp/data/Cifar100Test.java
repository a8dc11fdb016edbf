package org.mipp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar100Test {

    private static final int RECORD = 3074;

    @TempDir
    private Path folder;

    @Test
    void takesTheFineLabelAndPassesOverTheCoarseOne() throws IOException {
        byte[] train = records(1, 11, 99, 3, 0);
        Files.write(folder.resolve("train.bin"), train);
        Files.write(folder.resolve("test.bin"), records(2, 0, 49));
        Dataset data = Cifar100.load(folder);
        assertEquals("CIFAR-100: 2 training and 1 test images of 3 x 32 x 32, 100 classes", data.toString());
        assertArrayEquals(new int[] {99, 0}, data.train().labels());
        assertEquals("worm", data.train().className(99));
        assertEquals("mountain", data.test().className(data.test().label(0)));
        assertArrayEquals(
                Arrays.copyOfRange(train, RECORD + 2, 2 * RECORD),
                data.train().select(1).pixels().array());
    }

    @Test
    void refusesWhatIsNotCifar100() throws IOException {
        assertRefuses(folder + ": expected train.bin of CIFAR-100's binary version, plain or with .gz after the name,"
                + " found none; fetch cifar-100-binary.tar.gz and unpack it there");
        Files.write(folder.resolve("train.bin"), records(1, 0, 0));
        assertRefuses(folder + ": expected test.bin of CIFAR-100's binary version");
        Files.write(folder.resolve("test.bin"), Arrays.copyOf(records(1, 0, 0), RECORD - 1));
        assertRefuses(
                folder.resolve("test.bin")
                        + ": expected 1 to 60000 records of 3074 bytes, got 3073 bytes; the file is truncated or not of CIFAR-100's");
        Files.write(folder.resolve("test.bin"), records(1, 0, 100));
        assertRefuses(folder.resolve("test.bin") + ": expected labels from 0 to 99, got 100 in record 0; the file");
    }

    private void assertRefuses(String expected) {
        String message = assertThrows(IllegalArgumentException.class, () -> Cifar100.load(folder))
                .getMessage();
        assertTrue(message.startsWith(expected), message);
    }

    /** Records with a coarse and a fine label each. */
    private static byte[] records(long seed, int... labels) {
        byte[] bytes = new byte[labels.length / 2 * RECORD];
        new Random(seed).nextBytes(bytes);
        for (int i = 0; i < labels.length; i++) {
            bytes[i / 2 * RECORD + i % 2] = (byte) labels[i];
        }
        return bytes;
    }
}
