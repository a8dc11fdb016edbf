package org.mipp.data;

import static org.mipp.run.Checks.argument;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;

/**
 * CIFAR-10: photographs of ten kinds of things, 32 x 32, in colour (Krizhevsky, Learning Multiple Layers of Features from
 * Tiny Images, 2009), from the files of its binary version. They do not ship with the project.
 *
 * <p>Images stay bytes: the 50,000 training images take 154 MB. The files are read twice, to know how many
 * images there are before memory is taken for them.
 */
public final class Cifar10 {

    /** What the labels 0 to 9 stand for. */
    public static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private static final int SIDE = 32;
    private static final int PIXELS = 3 * SIDE * SIDE; // the planes red, green, blue, each row by row
    private static final int RECORD = 1 + PIXELS; // the label goes before them
    private static final int MOST_RECORDS = 60_000; // in one file; published are 10,000
    private static final String TEST = "test_batch";
    private static final String WRONG_SIZE =
            "%s: expected 1 to %d records of %d bytes, got %s; the file is truncated or"
                    + " not of CIFAR-10's binary version, fetch it again";

    private Cifar10() {}

    /**
     * Loads the files from the folder {@code cifar10} or {@code cifar-10-batches-bin} in the one named by the environment
     * variable {@code MIPP_DATA}, else in {@code data} of the checkout that the program was started in or that holds the
     * toolkit.
     *
     * @return the data set
     * @throws IllegalArgumentException if the files are not there, truncated or of another format
     */
    public static Dataset load() {
        return load(
                DataFolder.find(
                        List.of("cifar10", "cifar-10-batches-bin"),
                        List.of(TEST + ".bin", TEST + ".bin.gz"),
                        "cifar-10-binary.tar.gz from https://www.cs.toronto.edu/~kriz/cifar.html and unpack it into that folder"));
    }

    /**
     * Loads the files from a folder: {@code test_batch.bin} and those of {@code data_batch_1.bin} to
     * {@code data_batch_5.bin} that are there, each plain or, with {@code .gz} after its name, compressed by gzip.
     *
     * @param folder where they are
     * @return the data set
     * @throws IllegalArgumentException if the test file or all training files are missing, or a file is truncated or of
     *     another format
     */
    public static Dataset load(Path folder) {
        List<Path> train = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> find(folder, "data_batch_" + i))
                .flatMap(Optional::stream)
                .toList();
        Path test = find(folder, TEST).orElseThrow(() -> missing(folder, TEST + ".bin"));
        if (train.isEmpty()) {
            throw missing(folder, "at least one of data_batch_1.bin to data_batch_5.bin");
        }
        String part = train.size() == 5 ? "" : ", " + train.size() + " of 5 files";
        HeapBudget budget = HeapBudget.half();
        return new Dataset(
                "CIFAR-10",
                images("CIFAR-10 training set" + part, train, budget),
                images("CIFAR-10 test set", List.of(test), budget));
    }

    private static Optional<Path> find(Path folder, String name) {
        return List.of(folder.resolve(name + ".bin"), folder.resolve(name + ".bin.gz")).stream()
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static IllegalArgumentException missing(Path folder, String what) {
        return new RefusedException(String.format(
                Locale.ROOT,
                "%s: expected %s of CIFAR-10's binary version, plain or with .gz after the name, found none; fetch"
                        + " cifar-10-binary.tar.gz and unpack it there",
                folder,
                what));
    }

    private static Images images(String name, List<Path> files, HeapBudget budget) {
        int records = count(name, files, budget);
        byte[] pixels = new byte[records * PIXELS];
        int[] labels = new int[records];
        int next = 0;
        for (Path file : files) {
            int first = next;
            next += scan(file, record -> {
                int at = first + record.number();
                argument(
                        at < records,
                        "%s: expected as many records as before, got more; it was changed, start again",
                        file);
                labels[at] = record.content()[0];
                System.arraycopy(record.content(), 1, pixels, at * PIXELS, PIXELS);
            });
        }
        argument(
                next == records,
                "%s: expected %d records again, got %d; files were changed, start again",
                name,
                records,
                next);
        return new Images(
                name, MemoryImages.checked(name, new ImageShape(3, SIDE, SIDE), CLASSES.size(), pixels, labels));
    }

    private static int count(String name, List<Path> files, HeapBudget budget) {
        int records = 0;
        for (Path file : files) {
            records += scan(file, record -> {});
            budget.pass(name, records, RECORD);
        }
        budget.hold(name, records, PIXELS + Integer.BYTES);
        return records;
    }

    /** A label and its pixels, in an array that the next record overwrites. */
    private record Scanned(int number, byte[] content) {}

    /** Goes through the records of a file, and says how many there are. */
    private static int scan(Path file, Consumer<Scanned> use) {
        byte[] content = new byte[RECORD];
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz")
                        ? new GZIPInputStream(raw, 1 << 16)
                        : new BufferedInputStream(raw, 1 << 16)) {
            int number = 0;
            int length = in.readNBytes(content, 0, RECORD);
            for (; length == RECORD; length = in.readNBytes(content, 0, RECORD)) {
                argument(number < MOST_RECORDS, WRONG_SIZE, file, MOST_RECORDS, RECORD, "more");
                checkLabel(file, content[0], number);
                use.accept(new Scanned(number++, content));
            }
            argument(
                    number > 0 && length == 0,
                    WRONG_SIZE,
                    file,
                    MOST_RECORDS,
                    RECORD,
                    number * RECORD + length + " bytes");
            return number;
        } catch (ZipException e) {
            throw new RefusedException(file + ": expected a gzip file, got: " + e.getMessage(), e);
        } catch (EOFException e) {
            throw new RefusedException(file + ": the file is truncated, fetch it again", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void checkLabel(Path file, byte label, int number) {
        argument(
                label >= 0 && label < CLASSES.size(),
                "%s: expected labels from 0 to %d, got %d in record %d; the file is damaged or not of CIFAR-10's"
                        + " binary version, fetch it again",
                file,
                CLASSES.size() - 1,
                label & 0xff,
                number);
    }
}
