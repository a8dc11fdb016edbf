package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.function.Executable;
import org.mipp.linalg.Matrix;

/** Seeded samples for the tests of estimators, and what all of these tests do. */
final class Draws {

    private Draws() {}

    static Matrix normal(int samples, int columns, long seed) {
        Random random = new Random(seed);
        return Matrix.fill(samples, columns, (i, j) -> random.nextGaussian());
    }

    /** Two columns of standard normal values with a correlation. */
    static Matrix pair(int samples, double correlation, long seed) {
        Matrix z = normal(samples, 2, seed);
        return Matrix.fill(
                samples,
                2,
                (i, j) -> j == 0
                        ? z.get(i, 0)
                        : correlation * z.get(i, 0) + Math.sqrt(1 - correlation * correlation) * z.get(i, 1));
    }

    /** Normal columns that all share one factor: correlation 1/2 between any two. */
    static Matrix dense(int samples, int columns, long seed) {
        Matrix z = normal(samples, columns + 1, seed);
        return Matrix.fill(samples, columns, (i, j) -> (z.get(i, 0) + z.get(i, j + 1)) * Math.sqrt(0.5));
    }

    /** I of the first half and the second half of the columns of {@link #dense}, d columns each. */
    static double denseNats(int d) {
        return (2 * (d * Math.log(0.5) + Math.log(1 + d)) - (2 * d * Math.log(0.5) + Math.log(1 + 2 * d))) / 2;
    }

    static Matrix left(Matrix both, int columns) {
        return both.without(columns, both.columns() - columns);
    }

    static Matrix right(Matrix both, int columns) {
        return both.without(0, columns);
    }

    static Matrix map(Matrix matrix, DoubleUnaryOperator f) {
        return Matrix.fill(matrix.rows(), matrix.columns(), (i, j) -> f.applyAsDouble(matrix.get(i, j)));
    }

    static Matrix reversedColumns(Matrix matrix) {
        return matrix.columns(IntStream.range(0, matrix.columns())
                .map(j -> matrix.columns() - 1 - j)
                .toArray());
    }

    static Matrix reversedRows(Matrix matrix) {
        return matrix.rows(IntStream.range(0, matrix.rows())
                .map(i -> matrix.rows() - 1 - i)
                .toArray());
    }

    /** The matrix with another value in one place. */
    static Matrix with(Matrix matrix, int row, int column, double value) {
        return Matrix.fill(
                matrix.rows(), matrix.columns(), (i, j) -> i == row && j == column ? value : matrix.get(i, j));
    }

    /** The probability of values below, under the standard normal distribution. */
    static double phi(double value) {
        return NormalDistribution.of(0, 1).cumulativeProbability(value);
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    static void assertRejected(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
