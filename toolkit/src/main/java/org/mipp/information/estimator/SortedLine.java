package org.mipp.information.estimator;

import java.util.Arrays;
import org.mipp.run.Parallel;

/** Points on a line, sorted: neighbours are counted by binary search. */
final class SortedLine implements Neighbours {

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

    /** The first place in a sorted array whose value is not below a given one; its length if there is none. */
    static int firstNotBelow(double[] sorted, double value) {
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
