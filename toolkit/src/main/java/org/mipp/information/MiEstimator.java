package org.mipp.information;

import org.mipp.linalg.Matrix;

/**
 * Estimates mutual information from samples. This is what a user implements, in a cell:
 *
 * <pre>{@code
 * MiEstimator mine = (x, y) -> { ... return nats; };
 * }</pre>
 *
 * <p>What an estimator can do beyond that it says by further interfaces: {@link ConditionalMiEstimator}, {@link
 * PointwiseMiEstimator}, {@link LeaveOneOutEstimator}. What it cannot do is derived from what it can where that is
 * possible, see {@link Derived}.
 *
 * <p>Implementations are immutable, return the same for the same samples and seed, and never clamp at zero: an estimate
 * below zero says that there is nothing to find.
 */
@FunctionalInterface
public interface MiEstimator {

    /**
     * Estimates I(X; Y).
     *
     * @param x one row per sample, shape {@code [samples, dx]}
     * @param y the same samples of the other variable, shape {@code [samples, dy]}
     * @return the estimate in nats, finite; may be negative
     * @throws IllegalArgumentException if the numbers of rows differ, there are too few, or a value is not finite
     */
    double estimate(Matrix x, Matrix y);

    /** {@return the estimator's name with its parameters, for tables and figures} */
    default String name() {
        return "yours";
    }
}
