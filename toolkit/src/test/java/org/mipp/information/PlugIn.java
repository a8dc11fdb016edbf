package org.mipp.information;

import java.util.stream.IntStream;
import org.mipp.information.gaussian.ConditionalNull;
import org.mipp.linalg.Matrix;

/** Estimators of a few lines for tests of what works with any estimator. */
public final class PlugIn {

    private PlugIn() {}

    /** Half the log-ratio of determinants of sample covariances, without any correction. */
    public static double gaussian(Matrix x, Matrix y) {
        return (logDeterminant(x) + logDeterminant(y) - logDeterminant(x.beside(y))) / 2;
    }

    /** From the coefficient of correlation of single columns. */
    public static double correlation(Matrix x, Matrix y) {
        double r = covariance(x, 0, y, 0) / Math.sqrt(covariance(x, 0, x, 0) * covariance(y, 0, y, 0));
        return -Math.log1p(-r * r) / 2;
    }

    private static double covariance(Matrix a, int i, Matrix b, int j) {
        int n = a.rows();
        double sumA = 0;
        double sumB = 0;
        double products = 0;
        for (int row = 0; row < n; row++) {
            sumA += a.get(row, i);
            sumB += b.get(row, j);
            products += a.get(row, i) * b.get(row, j);
        }
        return products / n - sumA / n * sumB / n;
    }

    private static double logDeterminant(Matrix data) {
        int d = data.columns();
        double[][] s = IntStream.range(0, d)
                .mapToObj(i -> IntStream.range(0, d)
                        .mapToDouble(j -> covariance(data, i, data, j))
                        .toArray())
                .toArray(double[][]::new);
        double log = 0;
        for (int k = 0; k < d; k++) { // Gauss without pivots: the matrix is positive definite
            log += Math.log(s[k][k]);
            for (int i = k + 1; i < d; i++) {
                for (int j = d - 1; j >= k; j--) {
                    s[i][j] -= s[i][k] / s[k][k] * s[k][j];
                }
            }
        }
        return log;
    }

    /** Fails for odd seeds, and finds minus two nats for all others. */
    public record Fickle(long seed) implements SeededMiEstimator {
        @Override
        public double estimate(Matrix x, Matrix y) {
            return seed % 2 == 0 ? -2 : Double.NaN;
        }

        @Override
        public MiEstimator withSeed(long newSeed) {
            return new Fickle(newSeed);
        }
    }

    /** The Gaussian plug-in under another name, which also knows its null. */
    public record Named(String name) implements NullAwareEstimator {
        @Override
        public double estimate(Matrix x, Matrix y) {
            return gaussian(x, y);
        }

        @Override
        public double nullThreshold(int samples, int dimX, int dimY, double confidence) {
            return new ConditionalNull(samples, dimX, dimX, dimY).threshold(confidence);
        }
    }
}
