package org.mipp.network.onnx.model;

import static org.mipp.run.Checks.argument;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;

/**
 * The wire format of protocol buffers (https://protobuf.dev/programming-guides/encoding), field by field. No length is
 * believed before it fits the bytes that are there, and whatever is made of them is held by a budget first.
 */
final class WireReader {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final int LONGEST_VARINT = 10; // bytes
    private static final int OBJECT = 128; // bytes in memory of the smallest thing that a field becomes
    private static final int PER_BYTE = 2; // bytes in memory of a byte of text

    private final ByteBuffer bytes;
    private final HeapBudget budget;
    private int field;
    private int type;

    /** Reads a message that fills a buffer; the buffer's own position stays where it is. */
    WireReader(ByteBuffer bytes, HeapBudget budget) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.budget = budget;
    }

    /** Goes to the next field; false at the end of the message. */
    boolean next() {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = varint();
        argument(tag >>> 3 > 0 && tag >>> 3 <= Integer.MAX_VALUE, "expected the number of a field, got %d", tag >>> 3);
        field = (int) (tag >>> 3);
        type = (int) (tag & 7);
        budget.hold("what the file describes", 1, OBJECT);
        return true;
    }

    /** The number of the field. */
    int field() {
        return field;
    }

    /** Whether the field is made of bytes: a message, a text or packed numbers. */
    boolean isBytes() {
        return type == BYTES;
    }

    /** The whole number of a field, which has to be one. */
    long number() {
        require(VARINT, "a whole number");
        return varint();
    }

    /** A field of four bytes as a float. */
    float fraction() {
        require(FIXED32, "a float");
        requireLeft(Float.BYTES);
        return bytes.getFloat();
    }

    /** A field of bytes, which stay where they are. */
    ByteBuffer slice() {
        require(BYTES, "bytes");
        long length = varint();
        requireLeft(length);
        ByteBuffer part = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + (int) length);
        return part;
    }

    /** The field as a message of its own. */
    WireReader message() {
        return new WireReader(slice(), budget);
    }

    /** The field as text. */
    String text() {
        ByteBuffer part = slice();
        budget.hold("a name in the file", part.remaining(), PER_BYTE);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException("expected text in UTF-8, got other bytes in field " + field, e);
        }
    }

    /** Raw bytes of the field, packed or one number alone: what {@link PackedNumbers} decodes. */
    ByteBuffer packed() {
        if (isBytes()) {
            return slice();
        }
        int start = bytes.position();
        skip();
        return bytes.slice(start, bytes.position() - start).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Passes over a field. */
    void skip() {
        switch (type) {
            case VARINT -> varint();
            case FIXED64 -> skip(Long.BYTES);
            case BYTES -> slice();
            case FIXED32 -> skip(Integer.BYTES);
            default -> throw new RefusedException("expected a field of wire type 0, 1, 2 or 5, got " + type);
        }
    }

    private void skip(int length) {
        requireLeft(length);
        bytes.position(bytes.position() + length);
    }

    private long varint() {
        return varint(bytes);
    }

    /** Reads a whole number of one to ten bytes. */
    static long varint(ByteBuffer from) {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            argument(from.hasRemaining(), "expected a whole number, got the end of what holds it");
            byte part = from.get();
            value |= (long) (part & 0x7f) << 7 * i;
            if (part >= 0) {
                return value;
            }
        }
        throw new RefusedException("expected a whole number of at most 10 bytes, got a longer one");
    }

    private void require(int expected, String what) {
        argument(type == expected, "expected %s in field %d, got wire type %d", what, field, type);
    }

    private void requireLeft(long length) {
        argument(
                length >= 0 && length <= bytes.remaining(),
                "expected at most the %d bytes that are left, got a length of %s in field %d",
                bytes.remaining(),
                Long.toUnsignedString(length),
                field);
    }
}
