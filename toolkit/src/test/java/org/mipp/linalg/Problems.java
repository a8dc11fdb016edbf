package org.mipp.linalg;

import java.util.Random;

/** Random problems and slow, readable twins to compare with. */
final class Problems {

    private Problems() {}

    /** Correlated normal columns, shape [samples, columns]. */
    static Matrix correlated(int samples, int columns, long seed) {
        Random random = new Random(seed);
        Matrix mix = Matrix.fill(columns, columns, (i, j) -> random.nextGaussian() + (i == j ? 2 : 0));
        Matrix normal = Matrix.fill(samples, columns, (i, j) -> random.nextGaussian());
        return product(normal, mix);
    }

    static Matrix positiveDefinite(int n, long seed) {
        Matrix x = correlated(3 * n, n, seed);
        return Matrix.fill(n, n, (i, j) -> {
            double sum = 0;
            for (int k = 0; k < x.rows(); k++) {
                sum += x.get(k, i) * x.get(k, j);
            }
            return sum / x.rows() + (i == j ? 0.1 : 0);
        });
    }

    static Matrix product(Matrix a, Matrix b) {
        return Matrix.fill(a.rows(), b.columns(), (i, j) -> {
            double sum = 0;
            for (int k = 0; k < a.columns(); k++) {
                sum += a.get(i, k) * b.get(k, j);
            }
            return sum;
        });
    }

    /** Gauss-Jordan with partial pivoting. */
    static Matrix inverse(Matrix a) {
        int n = a.rows();
        double[][] work = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                work[i][j] = a.get(i, j);
            }
            work[i][n + i] = 1;
        }
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int i = c + 1; i < n; i++) {
                pivot = Math.abs(work[i][c]) > Math.abs(work[pivot][c]) ? i : pivot;
            }
            double[] swap = work[c];
            work[c] = work[pivot];
            work[pivot] = swap;
            double scale = work[c][c];
            for (int j = 0; j < 2 * n; j++) {
                work[c][j] /= scale;
            }
            for (int i = 0; i < n; i++) {
                double factor = work[i][c];
                for (int j = 0; i != c && j < 2 * n; j++) {
                    work[i][j] -= factor * work[c][j];
                }
            }
        }
        return Matrix.fill(n, n, (i, j) -> work[i][n + j]);
    }

    /** By elimination without pivoting, for positive definite matrices. */
    static double logDeterminant(Matrix a) {
        int n = a.rows();
        double[][] work = new double[n][];
        for (int i = 0; i < n; i++) {
            work[i] = a.row(i);
        }
        double sum = 0;
        for (int c = 0; c < n; c++) {
            sum += Math.log(work[c][c]);
            for (int i = c + 1; i < n; i++) {
                double factor = work[i][c] / work[c][c];
                for (int j = c; j < n; j++) {
                    work[i][j] -= factor * work[c][j];
                }
            }
        }
        return sum;
    }

    static double largestDifference(Matrix a, Matrix b) {
        double largest = a.rows() == b.rows() && a.columns() == b.columns() ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                largest = Math.max(largest, Math.abs(a.get(i, j) - b.get(i, j)));
            }
        }
        return largest;
    }
}
