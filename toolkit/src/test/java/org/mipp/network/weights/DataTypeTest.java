package org.mipp.network.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DataTypeTest {

    @Test
    void everyHalfIsReadAsIeee754Says() throws IOException {
        ByteBuffer all = buffer(2 << 16);
        for (int bits = 0; bits < 1 << 16; bits++) {
            all.putShort((short) bits);
        }
        float[] read = DataType.F16.read(new ByteArrayInputStream(all.array()), 1 << 16);
        for (int bits = 0; bits < 1 << 16; bits++) {
            assertEquals(half(bits), read[bits], "bits " + bits);
        }
    }

    private static float half(int bits) {
        int exponent = bits >> 10 & 31;
        int mantissa = bits & 1023;
        float size = exponent == 31
                ? (mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN)
                : Math.scalb(exponent == 0 ? mantissa : 1024 + mantissa, Math.max(exponent, 1) - 25);
        return bits < 1 << 15 ? size : -size;
    }

    @Test
    void aBrainFloatIsTheUpperHalfOfAFloat() throws IOException {
        ByteBuffer some = buffer(4).putShort((short) 0xbfc0).putShort((short) 0x0001);
        assertArrayEquals(
                new float[] {-1.5f, Float.intBitsToFloat(0x00010000)},
                DataType.BF16.read(new ByteArrayInputStream(some.array()), 2));
    }

    @Test
    void wholeNumbersAndTruthValuesBecomeFloats() throws IOException {
        byte[] bytes = {-2, -1, -1, -1, -1, -1, -1, -1};
        assertEquals(-2, DataType.I64.read(new ByteArrayInputStream(bytes), 1)[0]);
        assertEquals(-2, DataType.I32.read(new ByteArrayInputStream(bytes), 1)[0]);
        assertEquals(-2, DataType.I16.read(new ByteArrayInputStream(bytes), 1)[0]);
        assertEquals(-2, DataType.I8.read(new ByteArrayInputStream(bytes), 1)[0]);
        assertEquals(254, DataType.U8.read(new ByteArrayInputStream(bytes), 1)[0]);
        assertEquals(1, DataType.BOOL.read(new ByteArrayInputStream(bytes), 1)[0]);
    }

    @Test
    void aDoubleBecomesTheNearestFloat() throws IOException {
        ByteBuffer some = buffer(16).putDouble(0.1).putDouble(1e300);
        assertArrayEquals(
                new float[] {0.1f, Float.POSITIVE_INFINITY},
                DataType.F64.read(new ByteArrayInputStream(some.array()), 2));
    }

    @Test
    void floatsComeBackBitByBitHoweverMany() throws IOException {
        for (int count : new int[] {0, 1, (1 << 14) - 1, 1 << 14, 40_000}) {
            float[] values = new float[count];
            Random random = new Random(count);
            for (int i = 0; i < count; i++) {
                values[i] = Float.intBitsToFloat(random.nextInt());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataType.write(values, bytes);
            float[] read = DataType.F32.read(new ByteArrayInputStream(bytes.toByteArray()), count);
            for (int i = 0; i < count; i++) {
                assertEquals(Float.floatToRawIntBits(values[i]), Float.floatToRawIntBits(read[i]));
            }
        }
    }

    @Test
    void tooFewBytesAreNotFilledUp() {
        assertThrows(EOFException.class, () -> DataType.F32.read(new ByteArrayInputStream(new byte[7]), 2));
    }

    @Test
    void aTypeIsFoundByItsNamesOnly() {
        assertEquals(DataType.BF16, DataType.ofSafetensors("BF16").orElseThrow());
        assertEquals(DataType.I64, DataType.ofNumpy("<i8").orElseThrow());
        assertTrue(DataType.ofSafetensors("F8_E4M3").isEmpty());
        assertTrue(DataType.ofNumpy("").isEmpty());
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
