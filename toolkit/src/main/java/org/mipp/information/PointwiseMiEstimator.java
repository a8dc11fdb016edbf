package org.mipp.information;

import org.mipp.linalg.Matrix;

/** An estimator that says how much each single sample contributes: the local values, whose mean is the estimate. */
public interface PointwiseMiEstimator extends MiEstimator {

    /**
     * Estimates the pointwise information {@code ln p(x, y) / (p(x) p(y))} of every sample.
     *
     * @param x one row per sample, shape {@code [samples, dx]}
     * @param y the same samples of the other variable, shape {@code [samples, dy]}
     * @return one value per sample, in nats, in the order of the rows
     * @throws IllegalArgumentException if the numbers of rows differ, there are too few, or a value is not finite
     */
    double[] pointwise(Matrix x, Matrix y);
}
