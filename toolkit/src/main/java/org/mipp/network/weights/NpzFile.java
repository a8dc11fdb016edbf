package org.mipp.network.weights;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.mipp.network.Tensor;
import org.mipp.run.AtomicFile;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;

/**
 * The npz format of {@code numpy.savez}: a zip archive with one array per entry, compressed or not.
 *
 * <p>Arrays in Fortran order are put into C order; pickled ones are refused. The format has no place for metadata. Every
 * size is compared with what the archive can hold before memory is allocated for it.
 */
final class NpzFile {

    private static final String SUFFIX = ".npy";
    private static final int BYTES_PER_TENSOR = 1000; // name, shape and their places in the maps, not the numbers
    private static final int BEST_COMPRESSION = 1032; // deflate cannot make a byte stand for more bytes than this
    private static final LocalDateTime ZIP_EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0); // for the same bytes every time

    private NpzFile() {}

    /**
     * Reads a file.
     *
     * @param budget of all that is read with it
     * @throws IllegalArgumentException if it is missing, truncated, damaged or of another format, or does not fit the budget
     */
    static Weights read(Path file, HeapBudget budget) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            budget.hold(file, zip.size(), BYTES_PER_TENSOR);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = arrayName(file, entry.getName());
                argument(!tensors.containsKey(name), "%s: expected each array once, got %s twice", file, name);
                tensors.put(name, readArray(file + ": " + name, zip, entry, budget));
            }
            return Weights.of(tensors);
        } catch (NoSuchFileException e) {
            throw new RefusedException(file + ": expected an npz file, found no file", e);
        } catch (ZipException e) {
            throw new RefusedException(
                    file + ": expected a zip archive of numpy arrays, got: " + e.getMessage()
                            + "; the file is damaged, fetch it again",
                    e);
        } catch (EOFException e) {
            throw new RefusedException(file + ": the file is truncated, fetch it again", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String arrayName(Path file, String entry) {
        argument(
                entry.endsWith(SUFFIX),
                "%s: expected a zip archive of numpy arrays (%s), got %s in it; write it with numpy.savez",
                file,
                SUFFIX,
                entry);
        return entry.substring(0, entry.length() - SUFFIX.length());
    }

    private static Tensor readArray(String what, ZipFile zip, ZipEntry entry, HeapBudget budget) throws IOException {
        try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
            NpyHeader header = NpyHeader.read(what, in);
            checkSize(what, header, entry);
            int copies = header.fortranOrder() ? 3 : 2; // as they come, in C order, and in the tensor
            budget.pass(what, header.count(), copies * Float.BYTES);
            budget.hold(what, header.count(), Float.BYTES);
            float[] values = header.type().read(in, header.count());
            argument(in.read() < 0, "%s: expected %d numbers, got more", what, header.count());
            argument(
                    in.getChecksum().getValue() == entry.getCrc(),
                    "%s: expected the checksum %08x, got %08x; the file is damaged, fetch it again",
                    what,
                    entry.getCrc(),
                    in.getChecksum().getValue());
            return Tensor.of(
                    new Shape(header.shape()),
                    header.fortranOrder() ? fromFortranOrder(values, header.shape()) : values);
        }
    }

    private static void checkSize(String what, NpyHeader header, ZipEntry entry) {
        long expected = header.bytes() + (long) header.count() * header.type().bytes();
        argument(
                entry.getSize() == expected && expected / BEST_COMPRESSION <= entry.getCompressedSize(),
                "%s: expected %d bytes for its shape, got an entry of %d bytes, %d compressed; the file is damaged, fetch"
                        + " it again",
                what,
                expected,
                entry.getSize(),
                entry.getCompressedSize());
    }

    private static float[] fromFortranOrder(float[] values, long[] shape) {
        int axes = shape.length;
        int[] strides = new int[axes];
        for (int axis = 0, stride = 1; axis < axes; axis++) {
            strides[axis] = stride;
            stride *= (int) shape[axis];
        }
        float[] ordered = new float[values.length];
        int[] index = new int[axes];
        for (int to = 0, from = 0; to < ordered.length; to++) {
            ordered[to] = values[from];
            for (int axis = axes - 1; axis >= 0; axis--) { // the next index, last axis fastest
                from += strides[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                from -= index[axis] * strides[axis];
                index[axis] = 0;
            }
        }
        return ordered;
    }

    /** Writes a file, all arrays as 32-bit floats, not compressed; the same tensors always give the same bytes. */
    static void write(Path file, Weights weights) {
        AtomicFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, Tensor> tensor : weights.tensors().entrySet()) {
                ZipEntry entry = new ZipEntry(tensor.getKey() + SUFFIX);
                entry.setTimeLocal(ZIP_EPOCH);
                zip.putNextEntry(entry);
                zip.write(NpyHeader.write(tensor.getValue().shape().getShape()));
                DataType.write(tensor.getValue().toArray(), zip);
                zip.closeEntry();
            }
            zip.finish();
        });
    }
}
