package org.mipp.network.onnx.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes fields of a message in the wire format of protocol buffers, see {@link WireReader}. */
public final class WireWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Adds a whole number. */
    public WireWriter number(int field, long value) {
        varint((long) field << 3 | WireReader.VARINT);
        varint(value);
        return this;
    }

    /** Adds a float. */
    public WireWriter fraction(int field, float value) {
        varint((long) field << 3 | WireReader.FIXED32);
        bytes.writeBytes(ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array());
        return this;
    }

    /** Adds a text. */
    public WireWriter text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a message inside this one. */
    public WireWriter message(int field, WireWriter value) {
        return bytes(field, value.toBytes());
    }

    /** Several whole numbers in a field each, as older readers expect them. */
    public WireWriter numbers(int field, long... values) {
        for (long value : values) {
            number(field, value);
        }
        return this;
    }

    private WireWriter bytes(int field, byte[] value) {
        start(field, value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** The beginning of a field of bytes that follow. */
    public WireWriter start(int field, long length) {
        varint((long) field << 3 | WireReader.BYTES);
        varint(length);
        return this;
    }

    /** What was written. */
    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            bytes.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
    }
}
