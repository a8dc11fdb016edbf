package org.mipp.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomOrderTest {

    private static final int DRAWS = 24_000;

    @Test
    void allOrdersOfFourAreEquallyLikely() {
        assertUniform(24, 49.73, random -> RandomOrder.of(4, random));
        assertUniform(24, 49.73, random -> RandomOrder.some(4, 4, random));
    }

    @Test
    void allDrawsOfTwoOfFourAreEquallyLikely() {
        assertUniform(12, 31.26, random -> RandomOrder.some(2, 4, random));
        int[] values = {0, 1, 2, 3};
        assertUniform(12, 31.26, random -> {
            RandomOrder.toFront(values, 2, random); // draw after draw from what the last one left behind
            return Arrays.copyOf(values, 2);
        });
    }

    /** Pearson's chi-square against the 0.999 quantile for one degree of freedom less than there are outcomes. */
    private static void assertUniform(int outcomes, double quantile, Function<SplittableRandom, int[]> draw) {
        SplittableRandom random = new SplittableRandom(1);
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            counts.merge(Arrays.toString(draw.apply(random)), 1, Integer::sum);
        }
        assertEquals(outcomes, counts.size());
        double expected = (double) DRAWS / outcomes;
        double chiSquare = counts.values().stream()
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertTrue(chiSquare < quantile, "chi-square " + chiSquare);
    }

    @Test
    void theSameSeedGivesTheSameOrderOnEveryMachine() {
        assertArrayEquals(new int[] {2, 1, 3, 0, 5, 4}, RandomOrder.of(6, new SplittableRandom(0)));
        assertArrayEquals(new int[] {4, 2, 5}, RandomOrder.some(3, 6, new SplittableRandom(0)));
        assertFalse(Arrays.equals(
                RandomOrder.of(100, new SplittableRandom(0)), RandomOrder.of(100, new SplittableRandom(1))));
    }

    @Test
    void anOrderHasEveryNumberOnce() {
        int[] order = RandomOrder.of(1000, new SplittableRandom(3));
        assertArrayEquals(
                IntStream.range(0, 1000).toArray(),
                Arrays.stream(order).sorted().toArray());
        assertEquals(0, RandomOrder.of(0, new SplittableRandom(3)).length);
    }

    @Test
    void moreThanThereAreCannotBeDrawn() {
        for (int count : new int[] {-1, 5}) {
            assertEquals(
                    "random draw: expected 0 to 4 of 4, got " + count,
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> RandomOrder.some(count, 4, new SplittableRandom(0)))
                            .getMessage());
        }
    }
}
