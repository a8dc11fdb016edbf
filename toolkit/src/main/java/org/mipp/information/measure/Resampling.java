package org.mipp.information.measure;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Rows in a random order, and random halves of them. */
final class Resampling {

    private Resampling() {}

    /** All rows in a random order. */
    static int[] permutation(int rows, SplittableRandom random) {
        int[] order = IntStream.range(0, rows).toArray();
        for (int i = rows - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /** Every second row, at random, in the old order. */
    static int[] half(int rows, SplittableRandom random) {
        int[] chosen = Arrays.copyOf(permutation(rows, random), rows / 2);
        Arrays.sort(chosen);
        return chosen;
    }

    /**
     * The value above which an estimate is among the {@code 1 - level} largest of itself and the given values, all being
     * equally likely to come first: {@code (1 + number of values >= estimate) / (1 + number) <= 1 - level}.
     */
    static double threshold(double[] values, double level) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[values.length - places(values.length, level)];
    }

    /** How many of the values may lie above the threshold, itself included; 0 if they are too few for this level. */
    static int places(int values, double level) {
        return (int) ((1 - level) * (values + 1) + 1e-9);
    }

    static double pValue(double estimate, double[] values) {
        return (1.0 + Arrays.stream(values).filter(value -> value >= estimate).count()) / (1 + values.length);
    }
}
