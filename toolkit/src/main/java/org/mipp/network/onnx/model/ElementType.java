package org.mipp.network.onnx.model;

import ai.djl.util.Float16Utils;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The types of numbers that a tensor may hold, by ONNX's codes; of each how a number lies in raw bytes, and how it is made of
 * a whole number where a file lists it as one. Doubles hold all of them, whole numbers exactly up to 2<sup>53</sup>.
 */
public enum ElementType {
    FLOAT(1, 4, ByteBuffer::getFloat),
    UINT8(2, 1, bytes -> bytes.get() & 0xff),
    INT8(3, 1, ByteBuffer::get),
    UINT16(4, 2, bytes -> bytes.getShort() & 0xffff),
    INT16(5, 2, ByteBuffer::getShort),
    INT32(6, 4, ByteBuffer::getInt),
    INT64(7, 8, ByteBuffer::getLong),
    BOOL(9, 1, bytes -> bytes.get() == 0 ? 0 : 1),
    FLOAT16(10, 2, bytes -> Float16Utils.halfToFloat(bytes.getShort())),
    DOUBLE(11, 8, ByteBuffer::getDouble),
    UINT32(12, 4, bytes -> bytes.getInt() & 0xffffffffL),
    BFLOAT16(16, 2, bytes -> Float.intBitsToFloat(bytes.getShort() << 16));

    private final int code;
    private final int bytes;
    private final ToDoubleFunction<ByteBuffer> reader;

    ElementType(int code, int bytes, ToDoubleFunction<ByteBuffer> reader) {
        this.code = code;
        this.bytes = bytes;
        this.reader = reader;
    }

    /** The type of a code; empty if numbers of that type are not read. */
    public static Optional<ElementType> of(long code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /** {@return ONNX's code} */
    public int code() {
        return code;
    }

    /** {@return bytes per number} */
    int bytes() {
        return bytes;
    }

    /** Reads the next number. */
    double next(ByteBuffer raw) {
        return reader.applyAsDouble(raw);
    }

    /** What a number listed as a whole one stands for: the bits of the halves, else itself. */
    double ofListed(long value) {
        return switch (this) {
            case FLOAT16 -> Float16Utils.halfToFloat((short) value);
            case BFLOAT16 -> Float.intBitsToFloat((int) value << 16);
            default -> value;
        };
    }
}
