package org.mipp.network.weights;

import ai.djl.util.Float16Utils;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a file writes one number, little-endian; every type is read as the nearest 32-bit float.
 *
 * <p>Whole numbers are here for the counters and masks among the weights: they are exact up to 2<sup>24</sup>. The names
 * are those of safetensors.
 */
enum DataType {
    F64(8, "<f8", bytes -> (float) bytes.getDouble()),
    F32(4, "<f4", ByteBuffer::getFloat),
    F16(2, "<f2", bytes -> Float16Utils.halfToFloat(bytes.getShort())),
    BF16(2, "", bytes -> Float.intBitsToFloat(bytes.getShort() << 16)), // numpy has none
    I64(8, "<i8", ByteBuffer::getLong),
    I32(4, "<i4", ByteBuffer::getInt),
    I16(2, "<i2", ByteBuffer::getShort),
    I8(1, "|i1", ByteBuffer::get),
    U8(1, "|u1", bytes -> bytes.get() & 0xff),
    BOOL(1, "|b1", bytes -> bytes.get() == 0 ? 0 : 1);

    private static final int CHUNK = 1 << 14;

    private final int bytes;
    private final String numpy;
    private final Reader reader;

    DataType(int bytes, String numpy, Reader reader) {
        this.bytes = bytes;
        this.numpy = numpy;
        this.reader = reader;
    }

    private interface Reader {
        float next(ByteBuffer bytes);
    }

    /** Finds a type by its name in safetensors. */
    static Optional<DataType> ofSafetensors(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** Finds a type by numpy's description, for example {@code <f4}. */
    static Optional<DataType> ofNumpy(String description) {
        return Arrays.stream(values())
                .filter(type -> !type.numpy.isEmpty() && type.numpy.equals(description))
                .findFirst();
    }

    /** {@return bytes per number} */
    int bytes() {
        return bytes;
    }

    /** {@return numpy's description, empty where numpy has no such type} */
    String numpy() {
        return numpy;
    }

    /**
     * Reads numbers.
     *
     * @param count how many; known to fit the memory
     * @throws EOFException if there are fewer
     */
    float[] read(InputStream in, int count) throws IOException {
        float[] values = new float[count];
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < count; from += CHUNK) {
            int to = Math.min(count, from + CHUNK);
            int length = (to - from) * bytes;
            if (in.readNBytes(chunk.array(), 0, length) < length) {
                throw new EOFException();
            }
            chunk.rewind();
            for (int i = from; i < to; i++) {
                values[i] = reader.next(chunk);
            }
        }
        return values;
    }

    /** Writes numbers as {@link #F32}, bit by bit as they are. */
    static void write(float[] values, OutputStream out) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * F32.bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += CHUNK) {
            int to = Math.min(values.length, from + CHUNK);
            chunk.rewind();
            chunk.asFloatBuffer().put(values, from, to - from);
            out.write(chunk.array(), 0, (to - from) * F32.bytes);
        }
    }
}
