package org.mipp.information.estimator;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mipp.linalg.Matrix;

/**
 * Which cell of a partition every sample lies in. Only occupied cells exist, found by sorting, so that a partition of
 * many columns takes no more memory than there are samples.
 *
 * @param ids the cell of every sample, numbered from 0 without gaps
 * @param counts the number of samples in every cell
 */
record Partition(int[] ids, int[] counts) {

    /** Puts samples of equal keys into one cell. */
    static Partition of(long[] keys) {
        long[] distinct = Arrays.stream(keys).sorted().distinct().toArray();
        int[] ids = new int[keys.length];
        int[] counts = new int[distinct.length];
        for (int i = 0; i < keys.length; i++) {
            ids[i] = Arrays.binarySearch(distinct, keys[i]);
            counts[ids[i]]++;
        }
        return new Partition(ids, counts);
    }

    /** Puts samples of equal values into one cell. */
    static Partition ofValues(double[] values) {
        return of(Arrays.stream(values)
                .mapToLong(value -> Double.doubleToLongBits(value + 0.0)) // the sum makes -0 into 0
                .toArray());
    }

    /** Puts samples whose values are equal in all columns into one cell; all into the same one if there is no column. */
    static Partition ofRows(Matrix variable) {
        Partition cells = of(new long[variable.rows()]);
        for (int j = 0; j < variable.columns() && cells.occupied() < variable.rows(); j++) {
            cells = cells.and(ofValues(variable.column(j)));
        }
        return cells;
    }

    /** The common refinement: samples share a cell if they do so here and there. */
    Partition and(Partition other) {
        return of(IntStream.range(0, ids.length)
                .mapToLong(i -> (long) ids[i] * other.counts.length + other.ids[i])
                .toArray());
    }

    /** How many cells are occupied. */
    int occupied() {
        return counts.length;
    }

    /** The plug-in entropy in nats. */
    double entropy() {
        double sum = 0;
        for (int count : counts) {
            sum -= count * Math.log((double) count / ids.length);
        }
        return sum / ids.length;
    }
}
