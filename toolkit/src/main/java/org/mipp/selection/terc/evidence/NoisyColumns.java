package org.mipp.selection.terc.evidence;

import java.util.SplittableRandom;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.Standardisation;

/** Standardised columns with independent noise: what an estimator gets to see of a network without noise. */
final class NoisyColumns {

    private NoisyColumns() {}

    /** Every column at mean 0 and variance 1 (constant ones at 0), plus normal noise of the given variance. */
    static Matrix of(Matrix data, double variance, SplittableRandom random) {
        Standardisation standardised = Standardisation.of(data);
        double noise = Math.sqrt(variance);
        return Matrix.fill(
                data.rows(), data.columns(), (i, j) -> standardised.get(i, j) + noise * random.nextGaussian());
    }
}
