package org.mipp.run;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Random orders and draws without replacement, every one equally likely: where everything is shuffled but samples of
 * images.
 *
 * <p>The generator is {@link SplittableRandom}, whose numbers Java specifies: the same seed gives the same order on every
 * machine. The shuffles are Fisher's and Yates's in the forms of Durstenfeld (Communications of the ACM 7, 1964). Cost:
 * one random number per place that is decided.
 */
public final class RandomOrder {

    private RandomOrder() {}

    /**
     * Puts the numbers 0 to {@code size - 1} in random order.
     *
     * @param size how many
     * @param random the generator
     * @return all of them
     */
    public static int[] of(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /**
     * Draws some of the numbers 0 to {@code size - 1}, without replacement.
     *
     * @param count how many
     * @param size of how many
     * @param random the generator
     * @return those, in the order drawn
     * @throws IllegalArgumentException if there are fewer than that
     */
    public static int[] some(int count, int size, SplittableRandom random) {
        int[] numbers = IntStream.range(0, size).toArray();
        toFront(numbers, count, random);
        return Arrays.copyOf(numbers, count);
    }

    /**
     * Draws some of an array's values, without replacement, to the front of it; the rest follows in any order, so that the
     * same array serves the next draw.
     *
     * @param values what to draw from; changed
     * @param count how many
     * @param random the generator
     * @throws IllegalArgumentException if there are fewer than that
     */
    public static void toFront(int[] values, int count, SplittableRandom random) {
        argument(
                count >= 0 && count <= values.length,
                "random draw: expected 0 to %d of %d, got %d",
                values.length,
                values.length,
                count);
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(values.length - i);
            int drawn = values[j];
            values[j] = values[i];
            values[i] = drawn;
        }
    }
}
