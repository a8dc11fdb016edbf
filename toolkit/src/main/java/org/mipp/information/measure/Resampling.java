package org.mipp.information.measure;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.mipp.run.RandomOrder;

/** Random halves of rows, and where an estimate lies among those of resampled rows. */
final class Resampling {

    private Resampling() {}

    /** Every second row, at random, in the old order. */
    static int[] half(int rows, SplittableRandom random) {
        return Arrays.stream(RandomOrder.some(rows / 2, rows, random)).sorted().toArray();
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
