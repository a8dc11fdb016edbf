package org.mipp.linalg;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.List;

/**
 * A covariance of variables in groups of equal width, given some of the groups: read block by block, while one group after
 * the other is conditioned on.
 *
 * <p>The covariance itself is shared, not copied; each group conditioned on adds {@code width} rows {@code W = L^-1 S_h}
 * with {@code S_hh = L L'}, and {@code S - W'W} is what is left (an incomplete Cholesky factorisation). Cost: O(w n (k + w))
 * to condition n variables on a group after k rows, O(w^2 (k + w)) to read a block. Not thread-safe.
 */
public final class ConditionalCovariance {

    private final Matrix covariance;
    private final int width;
    private final List<double[]> rows = new ArrayList<>(); // of W, all n columns

    /**
     * Starts with nothing conditioned on.
     *
     * @param covariance symmetric positive definite, shape {@code [n, n]}
     * @param width variables per group, a divisor of n
     * @throws IllegalArgumentException if shapes do not fit
     */
    public ConditionalCovariance(Matrix covariance, int width) {
        argument(
                covariance.rows() == covariance.columns() && width >= 1 && covariance.rows() % width == 0,
                "conditional covariance: expected a square matrix of groups of %d, got %d x %d",
                width,
                covariance.rows(),
                covariance.columns());
        this.covariance = covariance;
        this.width = width;
    }

    /**
     * Conditions on a group, from now on.
     *
     * @param group its number, from 0
     * @throws IllegalArgumentException if nothing of it is left to rounding
     */
    public void condition(int group) {
        double[] factor = factor(group);
        int before = rows.size();
        for (int i = 0; i < width; i++) {
            double[] row = new double[covariance.rows()];
            for (int column = 0; column < row.length; column++) {
                double value = entry(group * width + i, column, before);
                for (int k = 0; k < i; k++) {
                    value -= factor[i * width + k] * rows.get(before + k)[column];
                }
                row[column] = value / factor[i * width + i];
            }
            rows.add(row);
        }
    }

    /**
     * Gives the logarithm of the determinant of a group's block, given what is conditioned on.
     *
     * @param group its number, from 0
     * @return {@code ln det S_GG|chosen}
     */
    public double logDeterminant(int group) {
        return logDeterminant(factor(group), 0);
    }

    /**
     * Gives the same, given one more group.
     *
     * @param group its number, from 0
     * @param other another group, for this once
     * @return {@code ln det S_GG|chosen, other}
     */
    public double logDeterminant(int group, int other) {
        return logDeterminant(factor(other, group), width);
    }

    /** The sum over the pivots from a place on: those of the last variables given the ones before. */
    private static double logDeterminant(double[] factor, int from) {
        int n = (int) Math.round(Math.sqrt(factor.length));
        double sum = 0;
        for (int i = from; i < n; i++) {
            sum += 2 * Math.log(factor[i * n + i]);
        }
        return sum;
    }

    private double entry(int i, int j, int most) {
        double value = covariance.get(i, j);
        for (int k = 0; k < most; k++) {
            value -= rows.get(k)[i] * rows.get(k)[j];
        }
        return value;
    }

    /** The Cholesky factor of the block of some groups, row by row. */
    private double[] factor(int... groups) {
        int n = groups.length * width;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            int row = groups[i / width] * width + i % width;
            for (int j = 0; j <= i; j++) {
                a[i * n + j] = entry(row, groups[j / width] * width + j % width, rows.size());
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    value -= a[i * n + k] * a[j * n + k];
                }
                argument(
                        i != j || value > 0,
                        "conditional covariance: expected a positive definite matrix, got a pivot of %s; use a larger ridge",
                        value);
                a[i * n + j] = i == j ? Math.sqrt(value) : value / a[j * n + j];
            }
        }
        return a;
    }
}
