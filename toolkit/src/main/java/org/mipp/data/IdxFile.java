package org.mipp.data;

import static org.mipp.run.Checks.argument;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.mipp.run.Checks;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;

/**
 * The idx format of MNIST and its relatives: bytes with any number of dimensions, read straight from gzip.
 *
 * <p>Format: two zero bytes, a type (8 for unsigned bytes), the number of dimensions, each dimension as a big-endian
 * 32-bit number, then the values, the last dimension fastest (http://yann.lecun.com/exdb/mnist/).
 */
final class IdxFile {

    private static final int UNSIGNED_BYTES = 8;
    private static final long LARGEST = Integer.MAX_VALUE - 8; // what a Java array holds
    private static final long BEST_COMPRESSION = 1032; // deflate cannot make a byte stand for more bytes than this

    private final Path file;
    private final int[] shape;
    private final byte[] values;
    private final String sha256;

    private IdxFile(Path file, int[] shape, byte[] values, String sha256) {
        this.file = file;
        this.shape = shape;
        this.values = values;
        this.sha256 = sha256;
    }

    /**
     * Reads a file.
     *
     * @param file gzip-compressed
     * @param dimensions how many it must have: 3 for images, 1 for labels
     * @param budget of the data set that it belongs to
     * @throws IllegalArgumentException if the file is missing, not gzip, of another format, truncated or too long, or
     *     announces more than its bytes or the heap can hold
     */
    static IdxFile read(Path file, int dimensions, HeapBudget budget) {
        MessageDigest digest = sha256();
        try (InputStream raw = Files.newInputStream(file);
                InputStream content = new DigestInputStream(new GZIPInputStream(raw, 1 << 16), digest);
                DataInputStream in = new DataInputStream(content)) {
            int[] shape = readShape(file, in, dimensions);
            int size = size(file, shape, Files.size(file));
            budget.hold(file, size, Byte.BYTES);
            byte[] values = new byte[size];
            int got = in.readNBytes(values, 0, size);
            argument(
                    got == size,
                    "%s: expected %d values after the header, got only %d; the file is truncated, fetch it again",
                    file,
                    size,
                    got);
            argument(in.read() < 0, "%s: expected %d values after the header, got more", file, size);
            return new IdxFile(file, shape, values, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchFileException e) {
            throw new RefusedException(file + ": expected a gzip-compressed idx file, found no file", e);
        } catch (ZipException e) {
            throw new RefusedException(file + ": expected a gzip-compressed idx file, got: " + e.getMessage(), e);
        } catch (EOFException e) {
            throw new RefusedException(file + ": the file is truncated, fetch it again", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static int[] readShape(Path file, DataInputStream in, int dimensions) throws IOException {
        int expected = UNSIGNED_BYTES << 8 | dimensions;
        int magic = in.readInt();
        argument(
                magic == expected,
                "%s: expected the idx header 0x%08x (unsigned bytes in %d dimensions), got 0x%08x;"
                        + " are images and labels swapped?",
                file,
                expected,
                dimensions,
                magic);
        int[] shape = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            shape[i] = in.readInt();
            argument(shape[i] > 0, "%s: expected positive dimensions, got %d for dimension %d", file, shape[i], i);
        }
        return shape;
    }

    private static int size(Path file, int[] shape, long compressed) {
        long size = Arrays.stream(shape).asLongStream().reduce(1, Checks::saturated);
        long most = Math.min(LARGEST, Checks.saturated(BEST_COMPRESSION, compressed));
        argument(
                size <= most,
                "%s: expected at most %d values, what %d compressed bytes and a Java array can hold, got a header that"
                        + " announces %s; the file is damaged, fetch it again",
                file,
                most,
                compressed,
                size == Long.MAX_VALUE ? "more than can be counted" : size);
        return (int) size;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-256
        }
    }

    /**
     * Compares the uncompressed content with the checksum under which it is known.
     *
     * @return this file
     * @throws IllegalArgumentException if it is another one
     */
    IdxFile verify(String expected) {
        argument(
                sha256.equals(expected),
                "%s: expected the content with SHA-256 %s, got %s; the file is damaged or another one, fetch it again",
                file,
                expected,
                sha256);
        return this;
    }

    /**
     * Joins grey images and their labels.
     *
     * @param name of the image set, for captions
     * @param images a file of 3 dimensions
     * @param labels a file of 1 dimension
     * @throws IllegalArgumentException if they hold different numbers of images
     */
    static Images images(String name, IdxFile images, IdxFile labels, int classes, List<String> classNames) {
        argument(
                images.shape[0] == labels.shape[0],
                "%s: expected as many images as labels, got %d images in %s and %d labels in %s",
                name,
                images.shape[0],
                images.file.getFileName(),
                labels.shape[0],
                labels.file.getFileName());
        return new Images(
                name,
                MemoryImages.checked(
                                name,
                                new ImageShape(1, images.shape[1], images.shape[2]),
                                classes,
                                images.values,
                                ImageArrays.unsigned(labels.values))
                        .named(classNames));
    }
}
