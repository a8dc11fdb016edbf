package org.mipp.information.neighbours;

import java.util.Arrays;
import org.mipp.run.Parallel;

/** Points on a line, sorted: neighbours are counted by binary search. */
public final class SortedLine implements Neighbours {

    private final double[] points;
    private final double[] sorted;

    SortedLine(double[] points) {
        this.points = points;
        this.sorted = points.clone();
        Arrays.parallelSort(sorted);
    }

    @Override
    public int[] within(double[][] radius) {
        int[] counts = new int[points.length];
        Parallel.each(points.length, BLOCK, () -> i -> {
            counts[i] = within(points[i], radius[0][i]) - 1; // not the point itself
        });
        return counts;
    }

    /** Compares differences, not sums, so that rounding is the same as when distances are compared one by one. */
    private int within(double centre, double radius) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (centre - sorted[middle] < radius) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        int first = low;
        high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] - centre < radius) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - first;
    }

    /**
     * Finds a place by bisection, of repeated values the first.
     *
     * @param sorted ascending
     * @param value which value to look for
     * @return the first place whose value is not below it; the length if there is none
     */
    public static int firstNotBelow(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
