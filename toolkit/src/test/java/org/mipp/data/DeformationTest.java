package org.mipp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mipp.Examples;

/** On ramps, grey values that grow by 8 per column, a deformation can be read off the grey values. */
class DeformationTest {

    private static final int SLOPE = 8;
    private static final Deformation NONE = new Deformation(0, 0, 0, 0, 4, 1);

    private static Images ramps(int count) {
        byte[] pixels = new byte[count * 784];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (SLOPE * (i % 28));
        }
        return ImageArrays.of("ramps", 1, 28, 28, 2, pixels, new byte[count]);
    }

    @Test
    void noDeformationLeavesEveryPixelAndLabel() {
        Images digits = Examples.digits().test().first(100);
        Images same = NONE.apply(digits);
        assertEquals(digits.pixels(), same.pixels());
        assertArrayEquals(digits.labels(), same.labels());
        assertEquals(digits.name() + ", deformed", same.name());
    }

    @Test
    void aShiftMovesARampByAsManyPixelsAtMostAndAnotherNumberForEachImage() {
        Images shifted = new Deformation(0, 0, 2, 0, 4, 1).apply(ramps(50));
        double least = 2;
        double most = -2;
        for (int i = 0; i < 50; i++) {
            double right = (shifted.pixel(i, 0, 14, 14) - SLOPE * 14) / (double) SLOPE;
            assertEquals(right, (shifted.pixel(i, 0, 5, 20) - SLOPE * 20) / (double) SLOPE, 0.13);
            assertTrue(Math.abs(right) <= 2.07, "shifted by " + right);
            least = Math.min(least, right);
            most = Math.max(most, right);
        }
        assertTrue(least < -1.5 && most > 1.5, least + " to " + most);
    }

    @Test
    void aRotationTurnsTheSlopeAndKeepsItsSteepness() {
        Images turned = new Deformation(30, 0, 0, 0, 4, 1).apply(ramps(50));
        for (int i = 0; i < 50; i++) {
            double across = (turned.pixel(i, 0, 14, 18) - turned.pixel(i, 0, 14, 10)) / 8.0;
            double down = (turned.pixel(i, 0, 18, 14) - turned.pixel(i, 0, 10, 14)) / 8.0;
            assertEquals(SLOPE, Math.hypot(across, down), 0.2);
            assertTrue(Math.abs(Math.toDegrees(Math.atan2(down, across))) <= 31);
        }
    }

    @Test
    void aChangeOfSizeMakesTheSlopeFlatterOrSteeperByItsShare() {
        Images sized = new Deformation(0, 0.5, 0, 0, 4, 1).apply(ramps(50));
        for (int i = 0; i < 50; i++) {
            double slope = (sized.pixel(i, 0, 14, 18) - sized.pixel(i, 0, 14, 10)) / 8.0;
            assertTrue(slope > SLOPE / 1.5 - 0.2 && slope < SLOPE * 1.5 + 0.2, "slope " + slope);
        }
    }

    @Test
    void theElasticDisplacementIsAsStrongAsSaid() {
        Images bent = new Deformation(0, 0, 0, 0.8, 3, 1).apply(ramps(400));
        double squares = 0;
        for (int i = 0; i < 400; i++) {
            double moved = (bent.pixel(i, 0, 14, 14) - SLOPE * 14) / (double) SLOPE;
            squares += moved * moved / 400;
        }
        assertEquals(0.8, Math.sqrt(squares), 0.08);
    }

    @Test
    void theSeedDecidesAndFirstImagesDoNotDependOnThoseThatFollow() {
        Images digits = Examples.digits().test().first(20);
        Images deformed = Deformation.DEFAULT.apply(digits);
        assertNotEquals(digits.pixels(), deformed.pixels());
        assertEquals(deformed.pixels(), Deformation.DEFAULT.apply(digits).pixels());
        assertNotEquals(
                deformed.pixels(), Deformation.DEFAULT.seed(1).apply(digits).pixels());
        assertEquals(
                deformed.first(5).pixels(),
                Deformation.DEFAULT.apply(digits.first(5)).pixels());
    }

    @Test
    void bothSetsOfADataSetAreDeformedDifferently() {
        Images digits = Examples.digits().test().first(20);
        Dataset deformed = Deformation.DEFAULT.apply(new Dataset("twice", digits, digits));
        assertEquals("twice, deformed", deformed.name());
        assertNotEquals(deformed.train().pixels(), deformed.test().pixels());
    }

    @Test
    void allChannelsOfAnImageMoveTogether() {
        byte[] pixels = new byte[2 * 784];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (SLOPE * (i % 28));
        }
        Images moved = Deformation.DEFAULT.apply(ImageArrays.of("pair", 2, 28, 28, 2, pixels, new byte[1]));
        for (int column = 0; column < 28; column++) {
            assertEquals(moved.pixel(0, 0, 13, column), moved.pixel(0, 1, 13, column));
        }
    }

    @Test
    void refusesNegativeLimits() {
        assertEquals("rotation: expected a finite number of at least 0, got -1.0", refusal(-1, 0, 0, 0, 1));
        assertEquals("change of size: expected a finite number of at least 0, got -1.0", refusal(0, -1, 0, 0, 1));
        assertEquals("shift: expected a finite number of at least 0, got NaN", refusal(0, 0, Double.NaN, 0, 1));
        assertEquals("elastic displacement: expected a finite number of at least 0, got -2.0", refusal(0, 0, 0, -2, 1));
        assertEquals("smoothness: expected a finite number above 0, got 0.0", refusal(0, 0, 0, 0, 0));
    }

    private static String refusal(double degrees, double scale, double shift, double elastic, double smoothness) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> new Deformation(degrees, scale, shift, elastic, smoothness, 0))
                .getMessage();
    }
}
