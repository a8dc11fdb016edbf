package org.mipp.linalg;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;

/**
 * The Cholesky factor L of a symmetric positive definite matrix A = L L'.
 *
 * <p>Made in n^3 / 3 multiply-adds; a solve against m right-hand sides costs O(n^2 m).
 */
public final class Cholesky {

    private final Matrix factor; // the lower triangle holds L, the upper one is not read

    private Cholesky(Matrix factor) {
        this.factor = factor;
    }

    /**
     * Factorises a matrix.
     *
     * @param a symmetric positive definite, shape {@code [n, n]}; only its lower triangle is read
     * @return its factor
     * @throws IllegalArgumentException if it is not square or not positive definite to rounding
     */
    public static Cholesky of(Matrix a) {
        argument(a.rows() == a.columns(), "Cholesky: expected a square matrix, got %d x %d", a.rows(), a.columns());
        try (NativeMatrix work = NativeMatrix.of(a)) {
            Decompositions.factorise(work, "Cholesky");
            return new Cholesky(work.toMatrix());
        }
    }

    /** {@return ln det A} */
    public double logDeterminant() {
        try (NativeMatrix l = NativeMatrix.of(factor)) {
            return l.logDeterminantOfFactor();
        }
    }

    /** {@return the squared diagonal of L: the variance of each variable given those before it, if A is a covariance} */
    public double[] pivots() {
        return Arrays.stream(factor.diagonal()).map(l -> l * l).toArray();
    }

    /**
     * Solves A x = b.
     *
     * @param b the right-hand sides, shape {@code [n, m]}
     * @return the solutions, shape {@code [n, m]}
     * @throws IllegalArgumentException if b has another number of rows
     */
    public Matrix solve(Matrix b) {
        argument(
                b.rows() == factor.rows(),
                "solve: expected a right-hand side of %d rows, got %d",
                factor.rows(),
                b.rows());
        try (NativeMatrix l = NativeMatrix.of(factor);
                NativeMatrix x = NativeMatrix.of(b)) {
            l.solveFactor(x);
            l.solveFactorTransposed(x);
            return x.toMatrix();
        }
    }

    /**
     * Subtracts what A explains: {@code s - c A^-1 c'}, the covariance that is left given the variables of A.
     *
     * @param s a covariance, shape {@code [m, m]}
     * @param c its cross-covariance with the variables of A, shape {@code [m, n]}
     * @return the Schur complement, shape {@code [m, m]}
     * @throws IllegalArgumentException if shapes do not fit
     */
    public Matrix schurComplement(Matrix s, Matrix c) {
        argument(
                s.rows() == s.columns() && c.rows() == s.rows() && c.columns() == factor.rows(),
                "Schur complement: expected a square s and c of %d x %d, got %d x %d and %d x %d",
                s.rows(),
                factor.rows(),
                s.rows(),
                s.columns(),
                c.rows(),
                c.columns());
        try (NativeMatrix l = NativeMatrix.of(factor);
                NativeMatrix whitened = NativeMatrix.of(c);
                NativeMatrix rest = NativeMatrix.of(s)) {
            l.solveFactorFromRight(whitened);
            rest.subtractSquare(whitened);
            rest.mirrorLowerTriangle();
            return rest.toMatrix();
        }
    }

    /** {@return A^-1, shape {@code [n, n]}} */
    public Matrix inverse() {
        return solve(Matrix.fill(factor.rows(), factor.rows(), (i, j) -> i == j ? 1 : 0));
    }
}
