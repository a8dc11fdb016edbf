package org.mipp.linalg;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotri;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import java.util.Locale;
import org.mipp.run.RefusedException;

/**
 * What LAPACK makes of a symmetric {@link NativeMatrix}, in its place: factor, inverse, eigenvalues.
 *
 * <p>Implementation note: LAPACK's column-major upper triangle is our row-major lower triangle, so no call transposes.
 */
final class Decompositions {

    private static final byte UPPER_IN_COLUMN_ORDER = 'U';
    private static final byte VALUES_ONLY = 'N';
    private static final byte VECTORS_TOO = 'V';

    private Decompositions() {}

    /**
     * Overwrites the lower triangle by the Cholesky factor.
     *
     * @param matrix symmetric; its lower triangle is read
     * @param what what is factorised, for the message
     * @throws IllegalArgumentException if the matrix is not positive definite to rounding
     */
    static void factorise(NativeMatrix matrix, String what) {
        if (matrix.isEmpty()) {
            return;
        }
        BlasThreads.prepareFor((double) matrix.rows * matrix.rows * matrix.rows);
        int info = LAPACKE_dpotrf(LAPACK_COL_MAJOR, UPPER_IN_COLUMN_ORDER, matrix.rows, matrix.data, matrix.columns);
        if (info != 0) {
            throw new RefusedException(String.format(
                    Locale.ROOT,
                    "%s: expected a positive definite matrix, got one whose leading minor of order %d is not positive"
                            + " (constant, dependent or non-finite columns); use more samples or a larger ridge",
                    what,
                    Math.abs(info)));
        }
    }

    /** Overwrites a symmetric positive definite matrix by its inverse; of both only the lower triangle counts. */
    static void invert(NativeMatrix matrix, String what) {
        factorise(matrix, what);
        if (!matrix.isEmpty()) {
            LAPACKE_dpotri(LAPACK_COL_MAJOR, UPPER_IN_COLUMN_ORDER, matrix.rows, matrix.data, matrix.columns);
        }
    }

    /** Writes the eigenvalues of a symmetric matrix (lower triangle read), ascending; its cells are lost. */
    static void eigenvalues(NativeMatrix matrix, NativeMatrix into) {
        decompose(VALUES_ONLY, matrix, into);
    }

    /** As {@link #eigenvalues}, and overwrites the matrix by the eigenvectors, one a row. */
    static void eigenvectors(NativeMatrix matrix, NativeMatrix values) {
        decompose(VECTORS_TOO, matrix, values);
    }

    private static void decompose(byte job, NativeMatrix matrix, NativeMatrix into) {
        if (matrix.isEmpty()) {
            return;
        }
        BlasThreads.prepareFor(0); // thousands of small steps: threads would mostly wait for each other
        int info = LAPACKE_dsyevd(
                LAPACK_COL_MAJOR, job, UPPER_IN_COLUMN_ORDER, matrix.rows, matrix.data, matrix.columns, into.data);
        if (info != 0) {
            throw new IllegalStateException("eigenvalues: LAPACK did not converge, code " + info);
        }
    }
}
