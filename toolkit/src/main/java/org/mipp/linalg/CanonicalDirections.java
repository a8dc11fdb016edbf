package org.mipp.linalg;

import static org.mipp.run.Checks.notNegative;
import static org.mipp.run.Checks.positive;

import java.util.stream.IntStream;

/**
 * Canonical correlation analysis: directions in X and in Y along which the two go together most, one pair after the other
 * (Hotelling, Biometrika 28, 1936).
 *
 * <p>With {@code S_xx = L L'} and {@code S_yy = M M'} they are the leading eigenvectors of {@code W W'}, {@code W = L^-1 S_xy M'^-1},
 * brought back. Cost: O(p^3 + q^3 + p q (p + q)).
 *
 * @param ofX shape {@code [p, pairs]}
 * @param ofY shape {@code [q, pairs]}
 * @param correlations of the pairs, descending, shape {@code [1, pairs]}
 */
public record CanonicalDirections(Matrix ofX, Matrix ofY, Matrix correlations) {

    private static final double SMALL = 1e-9; // variance of a column that never varies

    /**
     * Finds the leading pairs.
     *
     * @param moments of X, the inputs, and Y, the targets
     * @param ridge share of its variance that is added to each column's variance, so that few samples or dependent columns do no harm
     * @param most how many pairs at most; there are no more than columns of either
     * @return the directions, along which variables have variance 1 (with the ridge)
     * @throws IllegalArgumentException if the ridge is negative or too small for dependent columns, or no pair is asked for
     */
    public static CanonicalDirections of(SecondMoments moments, double ridge, int most) {
        notNegative(ridge, "ridge");
        positive(most, "pairs");
        int p = moments.inputs();
        int q = moments.targets();
        int[] x = IntStream.range(0, p).toArray();
        int[] y = IntStream.range(p, p + q).toArray();
        CovarianceChange ridged = (i, j, covariance) -> i == j ? covariance * (1 + ridge) + SMALL : covariance;
        try (NativeMatrix factorX = NativeMatrix.of(moments.covariances(x, x, ridged));
                NativeMatrix factorY = NativeMatrix.of(moments.covariances(y, y, ridged));
                NativeMatrix whitened = NativeMatrix.of(moments.covariances(x, y, (i, j, covariance) -> covariance));
                NativeMatrix square = NativeMatrix.of(Matrix.fill(p, p, (i, j) -> 0));
                NativeMatrix values = NativeMatrix.ofSize(1, p)) {
            Decompositions.factorise(factorX, "covariance of X");
            Decompositions.factorise(factorY, "covariance of Y");
            factorX.solveFactor(whitened);
            factorY.solveFactorFromRight(whitened);
            square.subtractSquare(whitened); // the negative: the largest comes first
            Decompositions.eigenvectors(square, values);
            int pairs = Math.min(most, Math.min(p, q));
            Matrix correlations = Matrix.fill(1, pairs, (i, j) -> Math.sqrt(Math.max(0, -values.get(0, j))));
            Matrix left = Matrix.fill(p, pairs, (i, j) -> square.get(j, i));
            Matrix image = whitened.toMatrix().transpose().times(left);
            Matrix right = Matrix.fill(
                    q, pairs, (i, j) -> image.get(i, j) / Math.max(correlations.get(0, j), Math.sqrt(SMALL)));
            return new CanonicalDirections(unwhitened(factorX, left), unwhitened(factorY, right), correlations);
        }
    }

    private static Matrix unwhitened(NativeMatrix factor, Matrix directions) {
        try (NativeMatrix work = NativeMatrix.of(directions)) {
            factor.solveFactorTransposed(work);
            return work.toMatrix();
        }
    }
}
