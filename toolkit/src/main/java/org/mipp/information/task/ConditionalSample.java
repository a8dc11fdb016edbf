package org.mipp.information.task;

import static org.mipp.run.Checks.argument;

import org.mipp.linalg.Matrix;
import org.mipp.linalg.Standardisation;

/**
 * Three variables observed together.
 *
 * @param x one row per sample, shape {@code [samples, dx]}
 * @param y the same samples, shape {@code [samples, dy]}
 * @param z the same samples of what is known already, shape {@code [samples, dz]}
 */
public record ConditionalSample(Matrix x, Matrix y, Matrix z) {

    /**
     * Checks the shapes.
     *
     * @throws IllegalArgumentException if the numbers of rows differ
     */
    public ConditionalSample {
        argument(
                x.rows() == y.rows() && x.rows() == z.rows(),
                "sample: expected as many rows of y and z as of x, %d, got %d and %d",
                x.rows(),
                y.rows(),
                z.rows());
    }

    /** {@return the number of rows} */
    public int samples() {
        return x.rows();
    }

    /** {@return the same sample with every column at mean 0 and variance 1; a constant column becomes 0} */
    public ConditionalSample standardised() {
        return new ConditionalSample(
                Standardisation.of(x).matrix(),
                Standardisation.of(y).matrix(),
                Standardisation.of(z).matrix());
    }
}
