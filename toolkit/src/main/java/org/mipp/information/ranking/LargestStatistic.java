package org.mipp.information.ranking;

import java.util.Arrays;

/**
 * How large the largest of many estimates becomes by chance: what makes p of one column a p of a whole table.
 *
 * <p>The single-step procedure of Westfall and Young (Resampling-Based Multiple Testing, 1993) on the largest statistic: the rows of
 * the target are permuted, the same way for all columns, so that the dependence between columns stays. Estimators of several kinds
 * scatter by different amounts, so every column is standardised first, by the mean and the standard deviation of its own estimates
 * over all permutations and the sample itself. These do not depend on which of them is the sample, so that under the null all
 * orders are equally likely and {@code (1 + #{largest at least as large}) / (1 + B)} is exact.
 */
final class LargestStatistic {

    private final double[] observed;
    private final double[][] nothing; // [column][permutation]
    private final double[] mean;
    private final double[] deviation;
    private final double[] largest; // of every permutation, ascending

    LargestStatistic(double[] observed, double[][] nothing) {
        this.observed = observed;
        this.nothing = nothing;
        int columns = observed.length;
        int permutations = nothing[0].length;
        this.mean = new double[columns];
        this.deviation = new double[columns];
        this.largest = new double[permutations];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (int j = 0; j < columns; j++) {
            standardise(j);
            for (int b = 0; b < permutations; b++) {
                largest[b] = Math.max(largest[b], standardised(j, nothing[j][b]));
            }
        }
        Arrays.sort(largest);
    }

    private void standardise(int j) {
        int all = nothing[j].length + 1;
        mean[j] = (observed[j] + Arrays.stream(nothing[j]).sum()) / all;
        double squares = (observed[j] - mean[j]) * (observed[j] - mean[j]);
        for (double value : nothing[j]) {
            squares += (value - mean[j]) * (value - mean[j]);
        }
        deviation[j] = Math.sqrt(squares / all);
    }

    /** A column whose estimates are all the same stands out never. */
    private double standardised(int j, double value) {
        return deviation[j] > 0 ? (value - mean[j]) / deviation[j] : 0;
    }

    double p(int j) {
        return share(
                Arrays.stream(nothing[j]).filter(value -> value >= observed[j]).count());
    }

    double correctedP(int j) {
        double own = standardised(j, observed[j]);
        return share(Arrays.stream(largest).filter(value -> value >= own).count());
    }

    private double share(long atLeast) {
        return (1.0 + atLeast) / (1 + largest.length);
    }

    /** The estimate above which a column's corrected p is at most {@code 1 - level}. */
    double threshold(int j, double level) {
        int places = (int) ((1 - level) * (largest.length + 1) + 1e-9);
        return mean[j] + deviation[j] * largest[largest.length - places];
    }
}
