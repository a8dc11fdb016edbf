package org.mipp.information;

import org.mipp.linalg.Matrix;

/** An estimator that also estimates conditional mutual information. */
public interface ConditionalMiEstimator extends MiEstimator {

    /**
     * Estimates I(X; Y | Z).
     *
     * @param x one row per sample, shape {@code [samples, dx]}
     * @param y the same samples, shape {@code [samples, dy]}
     * @param z the same samples of what is known already, shape {@code [samples, dz]}; where no column varies, or there is
     *     none, the answer is that of {@link #estimate(Matrix, Matrix)}
     * @return the estimate in nats, finite; may be negative
     * @throws IllegalArgumentException if the numbers of rows differ, there are too few, or a value is not finite
     */
    double estimate(Matrix x, Matrix y, Matrix z);
}
