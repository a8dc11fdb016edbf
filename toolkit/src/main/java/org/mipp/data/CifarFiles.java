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
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;

/**
 * Reads files of the binary versions of CIFAR-10 and CIFAR-100: records of labels and a picture, 32 x 32, in colour. They are
 * read twice, to know how many images there are before memory is taken for them.
 *
 * @param dataset which of the two
 * @param archive the published archive that holds the files
 * @param labels bytes before a picture; the last one counts
 * @param classNames the names of the classes
 */
record CifarFiles(String dataset, String archive, int labels, List<String> classNames) {

    private static final int SIDE = 32;
    private static final int PIXELS = 3 * SIDE * SIDE; // the planes red, green, blue, each row by row
    private static final int MOST_RECORDS = 60_000; // in one file; published are 10,000 and 50,000
    private static final String WRONG_SIZE =
            "%s: expected 1 to %d records of %d bytes, got %s; the file is truncated or"
                    + " not of %s's binary version, fetch it again";

    /** Finds a file, plain or, with {@code .gz} after its name, compressed by gzip. */
    static Optional<Path> find(Path folder, String name) {
        return Stream.of(folder.resolve(name + ".bin"), folder.resolve(name + ".bin.gz"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    IllegalArgumentException missing(Path folder, String what) {
        return new RefusedException(String.format(
                Locale.ROOT,
                "%s: expected %s of %s's binary version, plain or with .gz after the name, found none; fetch"
                        + " %s and unpack it there",
                folder,
                what,
                dataset,
                archive));
    }

    private int record() {
        return labels + PIXELS;
    }

    /** Reads files one after the other. */
    Images images(String name, List<Path> files, HeapBudget budget) {
        int records = count(name, files, budget);
        byte[] pixels = new byte[records * PIXELS];
        int[] classes = new int[records];
        int next = 0;
        for (Path file : files) {
            int first = next;
            next += scan(file, record -> {
                int at = first + record.number();
                argument(
                        at < records,
                        "%s: expected as many records as before, got more; it was changed, start again",
                        file);
                classes[at] = record.content()[labels - 1];
                System.arraycopy(record.content(), labels, pixels, at * PIXELS, PIXELS);
            });
        }
        argument(
                next == records,
                "%s: expected %d records again, got %d; files were changed, start again",
                name,
                records,
                next);
        ImageShape shape = new ImageShape(3, SIDE, SIDE);
        return new Images(
                name,
                MemoryImages.checked(name, shape, classNames.size(), pixels, classes)
                        .named(classNames));
    }

    private int count(String name, List<Path> files, HeapBudget budget) {
        int records = 0;
        for (Path file : files) {
            records += scan(file, record -> {});
            budget.pass(name, records, record());
        }
        budget.hold(name, records, PIXELS + Integer.BYTES);
        return records;
    }

    /** A label and its pixels, in an array that the next record overwrites. */
    private record Scanned(int number, byte[] content) {}

    /** Goes through the records of a file, and says how many there are. */
    private int scan(Path file, Consumer<Scanned> use) {
        int whole = record();
        byte[] content = new byte[whole];
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz")
                        ? new GZIPInputStream(raw, 1 << 16)
                        : new BufferedInputStream(raw, 1 << 16)) {
            int number = 0;
            int length = in.readNBytes(content, 0, whole);
            for (; length == whole; length = in.readNBytes(content, 0, whole)) {
                argument(number < MOST_RECORDS, WRONG_SIZE, file, MOST_RECORDS, whole, "more", dataset);
                checkLabel(file, content[labels - 1], number);
                use.accept(new Scanned(number++, content));
            }
            argument(
                    number > 0 && length == 0,
                    WRONG_SIZE,
                    file,
                    MOST_RECORDS,
                    whole,
                    number * whole + length + " bytes",
                    dataset);
            return number;
        } catch (ZipException e) {
            throw new RefusedException(file + ": expected a gzip file, got: " + e.getMessage(), e);
        } catch (EOFException e) {
            throw new RefusedException(file + ": the file is truncated, fetch it again", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void checkLabel(Path file, byte label, int number) {
        argument(
                label >= 0 && label < classNames.size(),
                "%s: expected labels from 0 to %d, got %d in record %d; the file is damaged or not of %s's"
                        + " binary version, fetch it again",
                file,
                classNames.size() - 1,
                label & 0xff,
                number,
                dataset);
    }
}
