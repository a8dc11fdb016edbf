package org.mipp.information.task;

import static org.mipp.run.Checks.argument;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.linalg.Matrix;

/**
 * A normal random vector with mean 0, which draws itself and knows the entropy of its parts.
 *
 * <p>Factorised in plain Java rather than by BLAS, whose last digits depend on the processor: a seed gives the same
 * sample everywhere.
 */
final class GaussianVector {

    private final Matrix covariance;
    private final double[][] factor;

    /** Takes a symmetric covariance; fails if it is not positive definite. */
    GaussianVector(Matrix covariance) {
        this.covariance = covariance;
        this.factor = factor(covariance);
    }

    /** Draws independent rows, shape {@code [samples, d]}. */
    Matrix draw(int samples, SplittableRandom random) {
        int d = factor.length;
        double[] normal = new double[d];
        double[] rows = new double[samples * d];
        for (int row = 0; row < samples; row++) {
            for (int i = 0; i < d; i++) {
                normal[i] = random.nextGaussian();
                double sum = 0;
                for (int j = 0; j <= i; j++) {
                    sum += factor[i][j] * normal[j];
                }
                rows[row * d + i] = sum;
            }
        }
        return Matrix.of(samples, d, rows);
    }

    /** The log-determinant of the covariance of some components: their entropy but for terms that cancel. */
    double logDeterminant(int... components) {
        double[][] part = factor(covariance.select(components, components));
        return 2
                * IntStream.range(0, part.length)
                        .mapToDouble(i -> Math.log(part[i][i]))
                        .sum();
    }

    /** The lower triangle L with covariance = L L'. */
    private static double[][] factor(Matrix covariance) {
        int d = covariance.rows();
        double[][] l = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = covariance.get(i, j);
                for (int k = 0; k < j; k++) {
                    rest -= l[i][k] * l[j][k];
                }
                argument(i != j || rest > 0, "normal distribution: expected a positive definite covariance");
                l[i][j] = i == j ? Math.sqrt(rest) : rest / l[j][j];
            }
        }
        return l;
    }
}
