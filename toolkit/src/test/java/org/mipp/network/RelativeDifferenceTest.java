package org.mipp.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Nothing over nothing is no difference; something over nothing is one. */
class RelativeDifferenceTest {

    @Test
    void isTheLargestDifferenceOverTheLargestExpectedValue() {
        assertEquals(0.25, RelativeDifference.between(new float[] {1, -4, 2}, new float[] {1, -3, 2.5f}));
        assertEquals(0, RelativeDifference.between(new float[] {1, 2}, new float[] {1, 2}));
    }

    @Test
    void zerosAreTheSameAsZerosAndNothingElse() {
        assertEquals(0, RelativeDifference.between(new float[3], new float[3]));
        assertEquals(0, RelativeDifference.between(new float[0], new float[0]));
        assertEquals(Double.POSITIVE_INFINITY, RelativeDifference.between(new float[2], new float[] {0, 1e-30f}));
    }

    @Test
    void whatCannotBeComparedIsNotTheSame() {
        assertEquals(Double.NaN, RelativeDifference.between(new float[2], new float[3]));
        assertEquals(Double.NaN, RelativeDifference.between(new float[] {Float.NaN}, new float[] {Float.NaN}));
        assertEquals(Double.NaN, RelativeDifference.between(new float[] {Float.POSITIVE_INFINITY}, new float[] {
            Float.POSITIVE_INFINITY
        }));
        assertEquals(Double.NaN, RelativeDifference.between(new float[] {1}, new float[] {Float.NaN}));
    }
}
