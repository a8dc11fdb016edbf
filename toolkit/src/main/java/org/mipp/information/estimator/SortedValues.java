package org.mipp.information.estimator;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The values of one column in ascending order, and which row has which place; equal ones in the order of their rows. */
final class SortedValues {

    final double[] values;
    final int[] rows; // rows[place]
    final int[] places; // places[row]

    SortedValues(double[] column) {
        rows = IntStream.range(0, column.length)
                .boxed()
                .sorted((a, b) -> Double.compare(column[a], column[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        values = Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
        places = new int[rows.length];
        for (int place = 0; place < rows.length; place++) {
            places[rows[place]] = place;
        }
    }

    /**
     * Counts the other values nearer than a radius, by steps that double: quick where they are few. Compares differences, so that
     * rounding is that of comparing one by one.
     *
     * @param sorted ascending
     * @param size how many of them count
     * @param place of the value around which to count
     * @param radius above 0
     */
    static int within(double[] sorted, int size, int place, double radius) {
        double centre = sorted[place];
        int inside = place;
        int step = 1;
        while (inside - step >= 0 && centre - sorted[inside - step] < radius) {
            inside -= step;
            step *= 2;
        }
        for (; step > 0; step /= 2) {
            if (inside - step >= 0 && centre - sorted[inside - step] < radius) {
                inside -= step;
            }
        }
        int first = inside;
        inside = place;
        step = 1;
        while (inside + step < size && sorted[inside + step] - centre < radius) {
            inside += step;
            step *= 2;
        }
        for (; step > 0; step /= 2) {
            if (inside + step < size && sorted[inside + step] - centre < radius) {
                inside += step;
            }
        }
        return inside - first;
    }
}
