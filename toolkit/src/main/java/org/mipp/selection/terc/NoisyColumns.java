package org.mipp.selection.terc;

import java.util.SplittableRandom;
import org.mipp.linalg.Matrix;

/** Standardised columns with independent noise: what an estimator gets to see of a network without noise. */
final class NoisyColumns {

    private NoisyColumns() {}

    /** Every column at mean 0 and variance 1 (constant ones at 0), plus normal noise of the given variance. */
    static Matrix of(Matrix data, double variance, SplittableRandom random) {
        int n = data.rows();
        double[] mean = new double[data.columns()];
        double[] deviation = new double[data.columns()];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += data.get(i, j) / n;
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < mean.length; j++) {
                deviation[j] += (data.get(i, j) - mean[j]) * (data.get(i, j) - mean[j]) / n;
            }
        }
        double noise = Math.sqrt(variance);
        return Matrix.fill(
                n,
                mean.length,
                (i, j) -> (deviation[j] > 0 ? (data.get(i, j) - mean[j]) / Math.sqrt(deviation[j]) : 0)
                        + noise * random.nextGaussian());
    }
}
