package org.mipp.information.estimator;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.Standardisation;

/** The few things that estimators do with columns first: standardise, choose rows, put side by side. */
final class SampleColumns {

    private static final double NORMAL_QUARTILES = 1.349; // how far they are apart, in standard deviations

    private SampleColumns() {}

    static boolean isWholeNumbers(Matrix variable, int column) {
        for (int i = 0; i < variable.rows(); i++) {
            if (variable.get(i, column) != Math.rint(variable.get(i, column))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a variable that is one column of class labels.
     *
     * @param name x or y, for the messages
     * @param variable the column
     * @return the samples of each label as one cell
     */
    static Partition labels(String name, Matrix variable) {
        argument(
                variable.columns() == 1,
                "%s: expected one column of class labels, got %d columns",
                name,
                variable.columns());
        argument(
                isWholeNumbers(variable, 0),
                "%s: expected whole numbers as class labels, got others; choose an estimator for continuous variables",
                name);
        return Partition.ofValues(variable.column(0));
    }

    /**
     * Gives every column mean 0 and variance 1, row by row, whatever its scale; a constant column becomes 0.
     *
     * @param variable finite values
     * @return shape {@code [samples, columns]}
     */
    static double[] standardised(Matrix variable) {
        return Standardisation.of(variable).matrix().toArray();
    }

    /**
     * Measures how long the tails of a column are: the standard deviation over that of a normal distribution with the same
     * quartiles. 1 for normal samples, 2 for the exponential of them, without limit for Cauchy's; 0 if half of the samples
     * are equal.
     */
    static double tails(Matrix column) {
        double[] sorted = standardised(column);
        Arrays.sort(sorted);
        int n = sorted.length;
        double quartiles = sorted[3 * (n - 1) / 4] - sorted[(n - 1) / 4];
        return quartiles > 0 ? NORMAL_QUARTILES / quartiles : 0;
    }

    /** Copies some rows. */
    static double[] rows(double[] values, int columns, int[] chosen) {
        double[] rows = new double[chosen.length * columns];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(values, chosen[i] * columns, rows, i * columns, columns);
        }
        return rows;
    }

    /** Puts the columns of several variables of n samples side by side. */
    static double[] beside(int n, double[]... variables) {
        int total = 0;
        for (double[] variable : variables) {
            total += variable.length / n;
        }
        double[] joint = new double[n * total];
        int at = 0;
        for (double[] variable : variables) {
            int d = variable.length / n;
            for (int i = 0; i < n; i++) {
                System.arraycopy(variable, i * d, joint, i * total + at, d);
            }
            at += d;
        }
        return joint;
    }

    /** The mean, summed in the order of the samples so that it does not depend on the threads. */
    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
