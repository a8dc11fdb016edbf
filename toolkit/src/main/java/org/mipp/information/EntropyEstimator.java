package org.mipp.information;

import org.mipp.linalg.Matrix;

/** Estimates entropies from samples: how much there is to know, where mutual information is how much is told. */
public interface EntropyEstimator {

    /**
     * Estimates H(X).
     *
     * @param x one row per sample, shape {@code [samples, dx]}
     * @return the estimate in nats, finite
     * @throws IllegalArgumentException if there are too few samples, or a value is not finite
     */
    double estimate(Matrix x);

    /** {@return the estimator's name with its parameters} */
    String name();

    /** {@return whether it is the entropy of a density, which depends on the scale and may be below zero} */
    boolean differential();
}
