package org.mipp.linalg;

import static org.mipp.run.Checks.argument;

/** The eigenvalues of symmetric matrices, by LAPACK's dsyevd. */
public final class Eigenvalues {

    private Eigenvalues() {}

    /**
     * Computes all eigenvalues. Cost 4/3 n^3 flops.
     *
     * @param a a symmetric matrix of finite values, shape {@code [n, n]}; only its lower triangle is read
     * @return the eigenvalues, ascending, shape {@code [n]}
     * @throws IllegalArgumentException if it is not square or a value is not finite
     */
    public static double[] ofSymmetric(Matrix a) {
        argument(a.rows() == a.columns(), "eigenvalues: expected a square matrix, got %d x %d", a.rows(), a.columns());
        for (double value : a.values()) {
            argument(Double.isFinite(value), "eigenvalues: expected finite values, got %s", value);
        }
        try (NativeMatrix work = NativeMatrix.of(a);
                NativeMatrix values = NativeMatrix.ofSize(1, a.rows())) {
            Decompositions.eigenvalues(work, values);
            return values.toMatrix().values();
        }
    }
}
