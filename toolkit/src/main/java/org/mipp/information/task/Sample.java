package org.mipp.information.task;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.given;

import java.util.Arrays;
import org.mipp.linalg.ColumnScale;
import org.mipp.linalg.Matrix;

/**
 * Two variables observed together.
 *
 * @param x one row per sample, shape {@code [samples, dx]}
 * @param y the same samples of the other variable, shape {@code [samples, dy]}
 */
public record Sample(Matrix x, Matrix y) {

    /**
     * Checks the shapes.
     *
     * @throws IllegalArgumentException if the numbers of rows differ
     */
    public Sample {
        given(x, "samples of x");
        given(y, "samples of y");
        argument(x.rows() == y.rows(), "sample: expected as many rows of y as of x, %d, got %d", x.rows(), y.rows());
    }

    /** {@return the number of rows} */
    public int samples() {
        return x.rows();
    }

    /** {@return the same sample with every column of X and Y at mean 0 and variance 1; a constant column becomes 0} */
    public Sample standardised() {
        return new Sample(standardised(x), standardised(y));
    }

    /** {@return the same sample with X standardised and Y as it is, for labels} */
    public Sample standardisedX() {
        return new Sample(standardised(x), y);
    }

    static Matrix standardised(Matrix data) {
        int n = data.rows();
        double[] mean = new double[data.columns()];
        double[] deviation = new double[data.columns()];
        double[] unit = new double[data.columns()];
        for (int j = 0; j < data.columns(); j++) {
            unit[j] = ColumnScale.unit(data, j);
            double[] column = scaled(data.column(j), unit[j]);
            double sum = 0;
            for (double value : column) {
                sum += value - column[0]; // from the first value, so that a constant column has exactly no spread
            }
            mean[j] = column[0] + sum / n;
            double squares = 0;
            for (double value : column) {
                squares += (value - mean[j]) * (value - mean[j]);
            }
            deviation[j] = squares > 0 ? Math.sqrt(squares / n) : 1;
        }
        return Matrix.fill(n, data.columns(), (i, j) -> (data.get(i, j) * unit[j] - mean[j]) / deviation[j]);
    }

    private static double[] scaled(double[] column, double unit) {
        return Arrays.stream(column).map(value -> value * unit).toArray();
    }
}
