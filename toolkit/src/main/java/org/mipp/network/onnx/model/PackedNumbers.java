package org.mipp.network.onnx.model;

import static org.mipp.run.Checks.argument;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Short lists of numbers as the fields of a message hold them, packed or one by one. */
public final class PackedNumbers {

    private static final int MOST = 1 << 16; // sides, strides, axes: what attributes list

    private PackedNumbers() {}

    /** Whole numbers, one behind the other, of all parts of a field. */
    public static long[] whole(List<ByteBuffer> parts) {
        LongStream.Builder numbers = LongStream.builder();
        int count = 0;
        for (ByteBuffer part : parts) {
            for (ByteBuffer from = part.duplicate(); from.hasRemaining(); ) {
                requireFew(++count);
                numbers.add(WireReader.varint(from));
            }
        }
        return numbers.build().toArray();
    }

    /** Floats of all parts of a field. */
    public static double[] floats(List<ByteBuffer> parts) {
        DoubleStream.Builder numbers = DoubleStream.builder();
        int count = 0;
        for (ByteBuffer part : parts) {
            ByteBuffer from = part.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            while (from.hasRemaining()) {
                requireFew(++count);
                argument(from.remaining() >= Float.BYTES, "expected floats of four bytes, got fewer");
                numbers.add(from.getFloat());
            }
        }
        return numbers.build().toArray();
    }

    private static void requireFew(int count) {
        argument(count <= MOST, "expected a list of at most %d numbers, got more; the file is damaged", MOST);
    }
}
