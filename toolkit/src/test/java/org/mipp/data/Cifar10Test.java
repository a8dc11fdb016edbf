package org.mipp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {

    private static final int RECORD = 3073;

    @TempDir
    private Path folder;

    @Test
    void readsPlainAndCompressedFilesInTheirOrder() throws IOException {
        Files.write(folder.resolve("data_batch_2.bin"), records(1, 7));
        Files.write(folder.resolve("data_batch_1.bin.gz"), gzip(records(2, 3, 9)));
        Files.write(folder.resolve("test_batch.bin"), records(3, 0));
        Dataset dataset = Cifar10.load(folder);
        assertEquals("CIFAR-10: 3 training and 1 test images of 3 x 32 x 32, 10 classes", dataset.toString());
        assertEquals("CIFAR-10 training set, 2 of 5 files", dataset.train().name());
        assertEquals(List.of(3, 9, 7), List.of(label(dataset, 0), label(dataset, 1), label(dataset, 2)));
        byte[] second = Arrays.copyOfRange(records(2, 3, 9), RECORD, 2 * RECORD);
        for (int channel = 0; channel < 3; channel++) {
            for (int row = 0; row < 32; row++) {
                for (int column = 0; column < 32; column++) {
                    int place = 1 + 1024 * channel + 32 * row + column;
                    assertEquals(second[place] & 0xff, dataset.train().pixel(1, channel, row, column));
                }
            }
        }
    }

    private static int label(Dataset dataset, int image) {
        return dataset.train().label(image);
    }

    @Test
    void allFiveFilesAreTheWholeTrainingSet() throws IOException {
        for (int i = 1; i <= 5; i++) {
            Files.write(folder.resolve("data_batch_" + i + ".bin"), records(i, i));
        }
        Files.write(folder.resolve("test_batch.bin.gz"), gzip(records(6, 0)));
        assertEquals("CIFAR-10 training set", Cifar10.load(folder).train().name());
    }

    @Test
    void isFoundUnderTheNameThatItsArchiveGivesIt() throws IOException {
        Path unpacked = Files.createDirectories(folder.resolve("cifar-10-batches-bin"));
        Files.createFile(unpacked.resolve("test_batch.bin"));
        assertEquals(
                unpacked,
                DataFolder.find(
                        List.of("cifar10", "cifar-10-batches-bin"),
                        List.of("test_batch.bin", "test_batch.bin.gz"),
                        Map.of("MIPP_DATA", folder.toString()),
                        folder));
    }

    @Test
    void refusesAFolderWithoutTheFiles() throws IOException {
        assertRefuses(folder
                + ": expected test_batch.bin of CIFAR-10's binary version, plain or with .gz after the name, found"
                + " none; fetch cifar-10-binary.tar.gz and unpack it there");
        Files.write(folder.resolve("test_batch.bin"), records(1, 0));
        assertRefuses(folder + ": expected at least one of data_batch_1.bin to data_batch_5.bin of CIFAR-10's binary");
    }

    @Test
    void refusesATruncatedFileAndAnEmptyOne() throws IOException {
        Files.write(folder.resolve("test_batch.bin"), records(1, 0));
        Path train = folder.resolve("data_batch_1.bin");
        Files.write(train, Arrays.copyOf(records(1, 0, 1), 2 * RECORD - 1));
        assertRefuses(
                train + ": expected 1 to 60000 records of 3073 bytes, got 6145 bytes; the file is truncated or not");
        Files.write(train, new byte[0]);
        assertRefuses(train + ": expected 1 to 60000 records of 3073 bytes, got 0 bytes");
    }

    @Test
    void refusesMoreRecordsThanThereCanBe() throws IOException {
        Files.write(folder.resolve("test_batch.bin"), records(1, 0));
        Path train = folder.resolve("data_batch_1.bin.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(train))) {
            for (int i = 0; i < 60_001; i++) {
                out.write(new byte[RECORD]);
            }
        }
        assertRefuses(train + ": expected 1 to 60000 records of 3073 bytes, got more");
    }

    @Test
    void refusesALabelOutOfRange() throws IOException {
        Files.write(folder.resolve("test_batch.bin"), records(1, 0, 10));
        Files.write(folder.resolve("data_batch_1.bin"), records(1, 0, 1, 200));
        assertRefuses(
                folder.resolve("data_batch_1.bin") + ": expected labels from 0 to 9, got 200 in record 2; the file");
    }

    @Test
    void refusesADamagedArchive() throws IOException {
        Files.write(folder.resolve("test_batch.bin"), records(1, 0));
        Path train = folder.resolve("data_batch_1.bin.gz");
        Files.write(train, records(1, 0));
        assertRefuses(train + ": expected a gzip file, got: Not in GZIP format");
        byte[] whole = gzip(records(1, 0));
        Files.write(train, Arrays.copyOf(whole, whole.length - 9));
        assertRefuses(train + ": the file is truncated, fetch it again");
    }

    private void assertRefuses(String expected) {
        String message = assertThrows(IllegalArgumentException.class, () -> Cifar10.load(folder))
                .getMessage();
        assertTrue(message.startsWith(expected), message);
    }

    private static byte[] records(long seed, int... labels) {
        byte[] bytes = new byte[labels.length * RECORD];
        new Random(seed).nextBytes(bytes);
        for (int i = 0; i < labels.length; i++) {
            bytes[i * RECORD] = (byte) labels[i];
        }
        return bytes;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
