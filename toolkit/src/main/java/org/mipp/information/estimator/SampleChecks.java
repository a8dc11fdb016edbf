package org.mipp.information.estimator;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mipp.linalg.ColumnScale;
import org.mipp.linalg.Matrix;
import org.mipp.run.Checks;
import org.mipp.run.Interrupts;
import org.mipp.run.RefusedException;

/** What every estimator checks of its samples, and the few things that all of them do first. */
final class SampleChecks {

    private static final String[] NAMES = {"x", "y", "z"};
    private static final double NORMAL_QUARTILES = 1.349; // how far they are apart, in standard deviations

    private SampleChecks() {}

    /**
     * Checks that variables were observed together, often enough, and that every value is a number. x and y have columns;
     * z may have none.
     *
     * @param least how many samples are needed
     * @param variables x, y and possibly z
     * @return the number of samples
     */
    static int check(int least, Matrix... variables) {
        Interrupts.check();
        given(variables);
        int n = variables[0].rows();
        for (int v = 0; v < variables.length; v++) {
            Matrix variable = variables[v];
            argument(v == 2 || variable.columns() >= 1, "%s: expected at least one column, got none", NAMES[v]);
            argument(
                    variable.rows() == n,
                    "%s: expected as many rows as x, %d, got %d; pass the same samples of both",
                    NAMES[v],
                    n,
                    variable.rows());
        }
        argument(n >= least, "samples: expected at least %d, got %d; capture more", least, n);
        for (int v = 0; v < variables.length; v++) {
            checkFinite(NAMES[v], variables[v]);
        }
        return n;
    }

    /** Checks that no variable is null. */
    static void given(Matrix... variables) {
        for (int v = 0; v < variables.length; v++) {
            Checks.given(variables[v], "samples of " + NAMES[v]);
        }
    }

    private static void checkFinite(String name, Matrix variable) {
        for (int i = 0; i < variable.rows(); i++) {
            for (int j = 0; j < variable.columns(); j++) {
                double value = variable.get(i, j);
                if (!Double.isFinite(value)) {
                    throw new RefusedException(String.format(
                            Locale.ROOT,
                            "%s[%d, %d]: expected a finite number, got %s; leave that sample out",
                            name,
                            i,
                            j,
                            value));
                }
            }
        }
    }

    /**
     * Checks that no column is constant, for estimators that have no answer then.
     *
     * @param name x, y or z, for the message
     * @param variable the columns
     * @param remedy what to do about a constant one
     */
    static void checkVary(String name, Matrix variable, String remedy) {
        for (int j = 0; j < variable.columns(); j++) {
            argument(
                    !isConstant(variable, j),
                    "%s: expected columns that vary, got column %d always at %s; %s",
                    name,
                    j,
                    variable.get(0, j),
                    remedy);
        }
    }

    /** Checks that no column of x, y and possibly z is constant. */
    static void checkVary(String remedy, Matrix... variables) {
        for (int v = 0; v < variables.length; v++) {
            checkVary(NAMES[v], variables[v], remedy);
        }
    }

    static boolean isConstant(Matrix variable, int column) {
        for (int i = 1; i < variable.rows(); i++) {
            if (variable.get(i, column) != variable.get(0, column)) {
                return false;
            }
        }
        return true;
    }

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
        int n = variable.rows();
        int d = variable.columns();
        double[] values = variable.toArray();
        double[] mean = new double[d];
        double[] unit = IntStream.range(0, d)
                .mapToDouble(j -> ColumnScale.unit(variable, j))
                .toArray();
        for (int k = 0; k < values.length; ) {
            for (int j = 0; j < d; j++, k++) {
                values[k] *= unit[j];
                mean[j] += values[k];
            }
        }
        for (int j = 0; j < d; j++) {
            mean[j] /= n;
        }
        double[] variance = new double[d];
        for (int k = 0; k < values.length; ) {
            for (int j = 0; j < d; j++, k++) {
                values[k] -= mean[j];
                variance[j] += values[k] * values[k];
            }
        }
        double[] scale = new double[d];
        for (int j = 0; j < d; j++) {
            scale[j] = isConstant(variable, j) ? 0 : 1 / Math.sqrt(variance[j] / n);
        }
        for (int k = 0; k < values.length; ) {
            for (int j = 0; j < d; j++, k++) {
                values[k] *= scale[j];
            }
        }
        return values;
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
