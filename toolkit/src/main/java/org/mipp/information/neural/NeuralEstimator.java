package org.mipp.information.neural;

import org.mipp.information.SeededMiEstimator;
import org.mipp.linalg.Matrix;

/** An estimator that trains a network, and shows how the training went. */
public interface NeuralEstimator extends SeededMiEstimator {

    /**
     * Trains and estimates.
     *
     * @param x one row per sample, shape {@code [samples, dx]}
     * @param y the same samples of the other variable, shape {@code [samples, dy]}
     * @return the estimate with its learning curve
     * @throws IllegalArgumentException if the numbers of rows differ, there are too few, or a value is not finite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    NeuralEstimate fit(Matrix x, Matrix y);

    @Override
    default double estimate(Matrix x, Matrix y) {
        return fit(x, y).estimate();
    }

    @Override
    NeuralEstimator withSeed(long seed);
}
