package org.mipp.information.task;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.given;

import org.mipp.linalg.Matrix;
import org.mipp.linalg.Standardisation;

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
        return new Sample(Standardisation.of(x).matrix(), Standardisation.of(y).matrix());
    }

    /** {@return the same sample with X standardised and Y as it is, for labels} */
    public Sample standardisedX() {
        return new Sample(Standardisation.of(x).matrix(), y);
    }
}
