package org.mipp.information.neighbours;

import java.util.Arrays;
import org.mipp.run.progress.Parallel;

/** Points on a line, sorted: neighbours are counted by binary search. */
public final class SortedLine implements Neighbours {

    private final double[] points;
    private final double[] sorted;

    SortedLine(double[] points) {
        this.points = points;
        this.sorted = points.clone();
        Arrays.parallelSort(sorted);
    }

    /** {@inheritDoc} One part. Cost: O(log N + k) for each point. */
    @Override
    public double[][] reach(int k, int... ends) {
        double[] reach = new double[points.length];
        Parallel.each(points.length, BLOCK, () -> i -> reach[i] = reach(points[i], k));
        return new double[][] {reach};
    }

    /** Takes the nearer of the next two values k times. */
    private double reach(double centre, int k) {
        int right = firstNotBelow(sorted, centre);
        int left = right - 1;
        right++; // the point itself, or its like
        double reach = 0;
        for (int found = 0; found < k; found++) {
            double toLeft = left >= 0 ? centre - sorted[left] : Double.POSITIVE_INFINITY;
            double toRight = right < sorted.length ? sorted[right] - centre : Double.POSITIVE_INFINITY;
            reach = Math.abs(Math.min(toLeft, toRight)); // not -0
            if (toLeft < toRight) {
                left--;
            } else {
                right++;
            }
        }
        return reach;
    }

    @Override
    public int[] within(double[] radius) {
        int[] counts = new int[points.length];
        Parallel.each(points.length, BLOCK, () -> i -> {
            counts[i] = within(points[i], radius[i]) - 1; // not the point itself
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
