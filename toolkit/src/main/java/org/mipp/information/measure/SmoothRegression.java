package org.mipp.information.measure;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.RidgeRegression;
import org.mipp.linalg.SecondMoments;
import org.mipp.linalg.Standardisation;
import org.mipp.run.RandomOrder;
import org.mipp.run.progress.Interrupts;

/**
 * A smooth function of Z that predicts the columns of X: ridge regression on the columns of Z, standardised, and on Gaussian bumps
 * around up to 200 of its rows. Width and penalty are those with which one half of the rows, drawn at random, is predicted best by
 * the other half, both ways.
 *
 * <p>Cost: 48 Cholesky factors of 200 x 200, fitted to at most 5,000 rows, and O(200 d) for each row that is predicted.
 */
final class SmoothRegression {

    private static final int MOST_BUMPS = 200;
    private static final int MOST_ROWS = 5_000;
    private static final int ROWS_AT_ONCE = 1_000;
    // standard deviations, times the root of the number of columns
    private static final double[] WIDTHS = {0.4, 0.8, 1.6};
    // added to variances of about 0.1 to 1
    private static final double[] PENALTIES = {1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1};

    private final double[][] z; // all rows, standardised
    private final Standardisation targets;
    private final Matrix x; // of the rows that are fitted to, standardised
    private final int[] rows;
    private final int[] centres;
    private double width;
    private RidgeRegression.Fit fit;
    private double[] unexplained; // of each column of X, 1 where Z says nothing

    private SmoothRegression(Matrix x, Matrix z) {
        Matrix standardised = Standardisation.of(z).matrix();
        this.z = IntStream.range(0, z.rows()).mapToObj(standardised::row).toArray(double[][]::new);
        this.rows = spread(Math.min(MOST_ROWS, z.rows()), z.rows());
        this.targets = Standardisation.of(x);
        this.x = targets.matrix().rows(rows);
        this.centres = Arrays.stream(spread(Math.min(MOST_BUMPS, rows.length / 3), rows.length))
                .map(place -> rows[place])
                .toArray();
        this.unexplained = new double[x.columns()];
        this.fit = best();
    }

    /**
     * Fits.
     *
     * @param x shape {@code [samples, dx]}, at least two samples
     * @param z shape {@code [samples, dz]}, at least one column
     */
    static SmoothRegression of(Matrix x, Matrix z) {
        return new SmoothRegression(x, z);
    }

    /** So many places, evenly. */
    private static int[] spread(int count, int of) {
        return IntStream.range(0, count)
                .map(place -> (int) ((long) place * of / count))
                .toArray();
    }

    private RidgeRegression.Fit best() {
        double least = Double.POSITIVE_INFINITY;
        double bestWidth = 0;
        double bestPenalty = 0;
        for (double candidate : WIDTHS) {
            width = candidate * Math.sqrt(z[0].length);
            Halves halves = new Halves(features(rows), x);
            for (double penalty : PENALTIES) {
                Interrupts.check();
                double[] shares = halves.unexplained(penalty);
                double sum = Arrays.stream(shares).sum();
                if (sum < least) {
                    least = sum;
                    bestWidth = width;
                    bestPenalty = penalty;
                    unexplained = shares;
                }
            }
        }
        width = bestWidth;
        return fit(SecondMoments.of(features(rows), x), bestPenalty);
    }

    private static RidgeRegression.Fit fit(SecondMoments moments, double penalty) {
        double[] penalties = new double[moments.inputs()];
        Arrays.fill(penalties, penalty);
        return RidgeRegression.of(moments, penalties, Matrix.fill(moments.inputs(), moments.targets(), (i, j) -> 0))
                .fit();
    }

    /** One half of the rows predicted by the other. */
    private static final class Halves {

        private final Matrix features;
        private final Matrix x;
        private final boolean[] first; // whether a row is of the first half
        private final SecondMoments ofFirst;
        private final SecondMoments ofSecond;

        Halves(Matrix features, Matrix x) {
            this.features = features;
            this.x = x;
            this.first = new boolean[x.rows()];
            int[] order = RandomOrder.of(x.rows(), new SplittableRandom(0)); // rows may come in pairs, or sorted
            for (int i = 0; i < order.length / 2; i++) {
                first[order[i]] = true;
            }
            this.ofFirst = moments(true);
            this.ofSecond = moments(false);
        }

        private SecondMoments moments(boolean which) {
            int[] half = IntStream.range(0, x.rows())
                    .filter(row -> first[row] == which)
                    .toArray();
            return SecondMoments.of(features.rows(half), x.rows(half));
        }

        /** Of the variance of every column of X, the share that stays unpredicted. */
        double[] unexplained(double penalty) {
            Matrix byFirst = predicted(features, fit(ofFirst, penalty));
            Matrix bySecond = predicted(features, fit(ofSecond, penalty));
            return IntStream.range(0, x.columns())
                    .mapToDouble(j -> {
                        double mean = Arrays.stream(x.column(j)).average().orElseThrow();
                        double error = 0;
                        double variance = 0;
                        for (int i = 0; i < x.rows(); i++) {
                            double off = x.get(i, j) - (first[i] ? bySecond : byFirst).get(i, j);
                            error += off * off;
                            variance += (x.get(i, j) - mean) * (x.get(i, j) - mean);
                        }
                        return variance == 0 ? 1 : error / variance;
                    })
                    .toArray();
        }
    }

    private static Matrix predicted(Matrix features, RidgeRegression.Fit fit) {
        Matrix linear = features.times(fit.weights());
        return Matrix.fill(
                linear.rows(),
                linear.columns(),
                (i, j) -> linear.get(i, j) + fit.intercept().get(0, j));
    }

    private Matrix features(int... some) {
        return Matrix.fill(
                some.length,
                centres.length + z[0].length,
                (i, j) -> j < centres.length ? bump(z[some[i]], z[centres[j]]) : z[some[i]][j - centres.length]);
    }

    private double bump(double[] point, double[] centre) {
        double square = 0;
        for (int j = 0; j < point.length; j++) {
            square += (point[j] - centre[j]) * (point[j] - centre[j]);
        }
        return Math.exp(-square / (2 * width * width));
    }

    /** {@return of the variance of every column of X, the share that Z does not predict, 1 where it predicts nothing} */
    double[] unexplained() {
        return unexplained.clone();
    }

    /** {@return what Z makes of every row but for a constant of each column, shape {@code [samples, dx]}} */
    Matrix predicted() {
        double[] values = new double[z.length * x.columns()];
        for (int from = 0; from < z.length; from += ROWS_AT_ONCE) {
            Interrupts.check();
            int[] some = IntStream.range(from, Math.min(z.length, from + ROWS_AT_ONCE))
                    .toArray();
            Matrix part = predicted(features(some), fit);
            for (int i = 0; i < some.length; i++) {
                for (int j = 0; j < x.columns(); j++) {
                    values[some[i] * x.columns() + j] = targets.deviation(j) * part.get(i, j);
                }
            }
        }
        return Matrix.of(z.length, x.columns(), values);
    }
}
