package org.mipp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Images changed at random: which changes there are, how often, and on what they depend. */
class AugmentationTest {

    private static final int COUNT = 400;

    /** Images of two channels and 6 x 8 pixels that are all different: 100 + 10 * row + column, and 1 more in the second channel. */
    private static Images ramps() {
        byte[] pixels = new byte[COUNT * 96];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (100 + 10 * (i / 8 % 6) + i % 8 + i / 48 % 2);
        }
        return new Images(
                "ramps",
                2,
                6,
                8,
                3,
                pixels,
                IntStream.range(0, COUNT).map(i -> i % 3).toArray());
    }

    private static byte[] read(Images images, int image) {
        return images.select(image).pixels().array();
    }

    private static int pixel(byte[] pixels, int channel, int row, int column) {
        return pixels[(channel * 6 + row) * 8 + column] & 0xff;
    }

    @Test
    void everyOtherImageIsMirroredAndNoneIsChangedOtherwise() {
        Images changed = Augmentation.NONE.mirrored().of(ramps(), 3, 0);
        byte[] plain = read(ramps(), 0);
        byte[] mirrored = new byte[96];
        for (int i = 0; i < 96; i++) {
            mirrored[i] = plain[i / 8 * 8 + 7 - i % 8];
        }
        int count = 0;
        for (int image = 0; image < COUNT; image++) {
            byte[] pixels = read(changed, image);
            assertTrue(Arrays.equals(pixels, plain) || Arrays.equals(pixels, mirrored));
            count += Arrays.equals(pixels, mirrored) ? 1 : 0;
        }
        assertEquals(COUNT / 2.0, count, 4 * Math.sqrt(COUNT / 4.0), "a fair coin, within four standard deviations");
    }

    @Test
    void imagesAreMovedByAsMuchAsIsSaidAndWhatComesInIsBlack() {
        Images changed = Augmentation.NONE.shifted(2).of(ramps(), 3, 0);
        byte[] plain = read(ramps(), 0);
        Set<String> seen = new HashSet<>();
        for (int image = 0; image < COUNT; image++) {
            byte[] pixels = read(changed, image);
            int found = 0;
            for (int down = -2; down <= 2; down++) {
                for (int right = -2; right <= 2; right++) {
                    if (Arrays.equals(pixels, moved(plain, down, right))) {
                        seen.add(down + " " + right);
                        found++;
                    }
                }
            }
            assertEquals(1, found);
        }
        assertEquals(25, seen.size(), "all of them");
    }

    private static byte[] moved(byte[] pixels, int down, int right) {
        byte[] moved = new byte[96];
        for (int i = 0; i < 96; i++) {
            int row = i / 8 % 6 - down;
            int column = i % 8 - right;
            moved[i] = row < 0 || row > 5 || column < 0 || column > 7 ? 0 : (byte) pixel(pixels, i / 48, row, column);
        }
        return moved;
    }

    @Test
    void aPartOfARampIsARampOfThePartsSlope() {
        Images changed = Augmentation.NONE.cropped(0.3).of(ramps(), 3, 0);
        Set<Integer> slopes = new HashSet<>();
        for (int image = 0; image < COUNT; image++) {
            byte[] pixels = read(changed, image);
            int least = pixel(pixels, 0, 0, 0);
            int most = pixel(pixels, 0, 5, 7);
            assertTrue(100 <= least && least <= most && most <= 157);
            slopes.add(most - least);
            for (int row = 0; row < 6; row++) {
                for (int column = 0; column < 8; column++) {
                    assertEquals(
                            pixel(pixels, 0, row, column) + 1, pixel(pixels, 1, row, column), "both channels alike");
                }
            }
            // in the middle, away from the edges where it ends, both slopes are constant up to rounding
            double down = pixel(pixels, 0, 3, 4) - pixel(pixels, 0, 2, 4);
            assertTrue(0 <= down && down <= 11, "at most 10 a row, and rounding: " + down);
        }
        assertTrue(slopes.size() > 10, "parts of many sizes: " + slopes);
        assertTrue(slopes.stream().mapToInt(i -> i).min().orElseThrow() >= 20, "none much smaller than three tenths");
    }

    @Test
    void aPartOfOneColourHasItAndNoChangeIsNone() {
        Images grey = new Images("grey", 1, 5, 5, 1, filled(25 * 20, 77), new int[20]);
        Images changed = Augmentation.NONE.cropped(0.1).of(grey, 1, 1);
        for (int image = 0; image < 20; image++) {
            assertArrayEquals(filled(25, 77), read(changed, image));
        }
        Images ramps = ramps();
        assertSame(ramps, Augmentation.NONE.of(ramps, 3, 0));
    }

    private static byte[] filled(int count, int value) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void anImageDependsOnSeedEpochAndItsPlaceAlone() {
        Augmentation all = new Augmentation(true, 2, 0.4);
        Images once = all.of(ramps(), 7, 2);
        byte[] backwards = once.select(9, 4).pixels().array();
        assertArrayEquals(read(once, 4), Arrays.copyOfRange(backwards, 96, 192), "whichever is read first");
        assertArrayEquals(read(once, 4), read(all.of(ramps(), 7, 2), 4));
        assertTrue(differing(once, all.of(ramps(), 7, 3)) > 0.9 * COUNT, "another epoch");
        assertTrue(differing(once, all.of(ramps(), 8, 2)) > 0.9 * COUNT, "another seed");
        assertEquals(ramps().label(8), once.label(8));
        assertFalse(all.of(ramps().withoutLabels(), 7, 2).labelled());
    }

    private static long differing(Images some, Images others) {
        return IntStream.range(0, COUNT)
                .filter(image -> !Arrays.equals(read(some, image), read(others, image)))
                .count();
    }

    @Test
    void saysWhatItDoes() {
        assertEquals("as they are", Augmentation.NONE.toString());
        assertEquals(
                "mirrored, shifted by up to 4, cropped to 0.08 or more", new Augmentation(true, 4, 0.08).toString());
    }

    @Test
    void refusesNumbersOutsideTheirRanges() {
        assertEquals(
                "shift: expected a number of pixels of at least 0, got -1",
                message(() -> Augmentation.NONE.shifted(-1)));
        assertEquals(
                "shift: expected less than the 6 x 8 pixels of ramps, got 6",
                message(() -> Augmentation.NONE.shifted(6).of(ramps(), 0, 0)));
        assertEquals(
                "least share of an image to cut out: expected a number above 0 and at most 1, got 0.0",
                message(() -> Augmentation.NONE.cropped(0)));
    }

    private static String message(Executable work) {
        return assertThrows(IllegalArgumentException.class, work).getMessage();
    }
}
