package org.mipp.linalg;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_dgemv;

import java.util.stream.IntStream;
import org.bytedeco.javacpp.DoublePointer;

/**
 * A part of a {@link NativeMatrix}, and products of parts by BLAS without a copy.
 *
 * @param start its first cell
 * @param stride how far the next row is
 */
record MatrixPart(DoublePointer start, int stride) {

    /**
     * {@code c -= a' b} on parts of matrices, in place.
     *
     * @param m rows of c, columns of a
     * @param n columns of c and b
     * @param k rows of a and b
     */
    static void subtractTransposedProduct(int m, int n, int k, MatrixPart a, MatrixPart b, MatrixPart c) {
        gemm(new int[] {m, n, k}, CblasTrans, a, CblasNoTrans, b, -1, c);
    }

    /** {@code c -= a b} on parts of matrices, in place; m rows of c, n columns of c, k columns of a. */
    static void subtractProduct(int m, int n, int k, MatrixPart a, MatrixPart b, MatrixPart c) {
        gemm(new int[] {m, n, k}, CblasNoTrans, a, CblasNoTrans, b, -1, c);
    }

    /** {@code c = a b'} on parts of matrices; m rows of c, n columns of c, k columns of a. */
    static void setToTimesTransposed(int m, int n, int k, MatrixPart a, MatrixPart b, MatrixPart c) {
        gemm(new int[] {m, n, k}, CblasNoTrans, a, CblasTrans, b, 1, c);
    }

    /** {@code c = a b} on parts of matrices; m rows of c, n columns of c, k columns of a. */
    static void setToProduct(int m, int n, int k, MatrixPart a, MatrixPart b, MatrixPart c) {
        gemm(new int[] {m, n, k}, CblasNoTrans, a, CblasNoTrans, b, 1, c);
    }

    /** Makes {@code c = a b} where the sign is positive, else {@code c -= a b}. */
    private static void gemm(int[] size, int ofA, MatrixPart a, int ofB, MatrixPart b, int sign, MatrixPart c) {
        if (sign < 0 && IntStream.of(size).anyMatch(length -> length == 0)) {
            return;
        }
        BlasThreads.prepareFor((double) size[0] * size[1] * size[2]);
        if (size[0] == 1 && size[2] > 0) { // reads b once, where a product of matrices would copy it first
            gemv(size, ofA == CblasTrans ? a.stride() : 1, a, ofB, b, sign, c);
            return;
        }
        cblas_dgemm(
                CblasRowMajor,
                ofA,
                ofB,
                size[0],
                size[1],
                size[2],
                sign,
                a.start(),
                a.stride(),
                b.start(),
                b.stride(),
                sign > 0 ? 0 : 1,
                c.start(),
                c.stride());
    }

    private static void gemv(int[] size, int step, MatrixPart a, int ofB, MatrixPart b, int sign, MatrixPart c) {
        boolean transposed = ofB == CblasTrans;
        cblas_dgemv(
                CblasRowMajor,
                transposed ? CblasNoTrans : CblasTrans,
                transposed ? size[1] : size[2],
                transposed ? size[2] : size[1],
                sign,
                b.start(),
                b.stride(),
                a.start(),
                step,
                sign > 0 ? 0 : 1,
                c.start(),
                1);
    }
}
