package org.mipp.linalg;

import static org.bytedeco.openblas.global.openblas.CblasLeft;
import static org.bytedeco.openblas.global.openblas.CblasLower;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasNonUnit;
import static org.bytedeco.openblas.global.openblas.CblasRight;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dcopy;
import static org.bytedeco.openblas.global.openblas.cblas_dsymm;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;
import static org.bytedeco.openblas.global.openblas.cblas_dtrsm;

import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A mutable row-major matrix in ND4J's memory, outside the Java heap; whoever makes one closes it.
 *
 * <p>ND4J owns the memory. Its own interface lacks Cholesky factors, triangular solves, symmetric products and products
 * on a part of a matrix without a copy, so these call the OpenBLAS that it brings.
 * {@link Decompositions} call its LAPACK.
 */
final class NativeMatrix implements AutoCloseable {

    private static final int TILE = 64; // the triangle is mirrored tile by tile, to stay in the cache

    final int rows;
    final int columns;
    private final INDArray array;
    final DoublePointer data;
    private final DoubleBuffer cells;

    private NativeMatrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        Math.multiplyExact(rows, columns); // cells are numbered by an int
        this.array = Nd4j.createUninitialized(DataType.DOUBLE, Math.max(1, rows), Math.max(1, columns));
        this.data = (DoublePointer) array.data().pointer();
        this.cells = data.asBuffer();
    }

    static NativeMatrix ofSize(int rows, int columns) {
        return new NativeMatrix(rows, columns);
    }

    static NativeMatrix of(Matrix matrix) {
        NativeMatrix copy = new NativeMatrix(matrix.rows(), matrix.columns());
        copy.data.put(matrix.values(), 0, matrix.values().length);
        return copy;
    }

    Matrix toMatrix() {
        double[] values = new double[rows * columns];
        data.get(values, 0, values.length);
        return Matrix.adopt(rows, columns, values);
    }

    double get(int row, int column) {
        return cells.get(row * columns + column);
    }

    void set(int row, int column, double value) {
        cells.put(row * columns + column, value);
    }

    /** Reads a row, or as much of it as fits. */
    void readRow(int row, double[] into) {
        cells.get(row * columns, into, 0, Math.min(columns, into.length));
    }

    /** Writes the first {@code count} values of a row. */
    void writeRow(int row, double[] from, int count) {
        cells.put(row * columns, from, 0, count);
    }

    /** The rows of the groups at ascending places, and of a square matrix no other columns. */
    NativeMatrix groups(int[] places, int width, boolean square) {
        NativeMatrix some = ofSize(places.length * width, square ? places.length * width : columns);
        double[] row = new double[columns];
        for (int i = 0; i < some.rows; i++) {
            readRow(places[i / width] * width + i % width, row);
            for (int k = 0; square && k < places.length; k++) {
                System.arraycopy(row, places[k] * width, row, k * width, width); // places ascend: nothing is lost
            }
            some.writeRow(i, row, some.columns);
        }
        return some;
    }

    NativeMatrix copy() {
        NativeMatrix copy = new NativeMatrix(rows, columns);
        Pointer.memcpy(copy.data, data, 8L * rows * columns);
        return copy;
    }

    /** Copies whole rows from a symmetric matrix of as many columns, of which the lower triangle is read. */
    void copySymmetricRows(int row, NativeMatrix from, int fromRow, int count) {
        copyRows(row, from, fromRow, count);
        for (int i = 0; i < count; i++) {
            int diagonal = fromRow + i;
            cblas_dcopy(columns - diagonal, from.at(diagonal, diagonal), columns, at(row + i, diagonal), 1);
        }
    }

    /** Copies whole rows from another matrix of as many columns. */
    void copyRows(int row, NativeMatrix from, int fromRow, int count) {
        Pointer.memcpy(at(row, 0), from.at(fromRow, 0), 8L * count * columns);
    }

    /** The address of a cell, for BLAS; the leading dimension is {@link #columns}. */
    DoublePointer at(int row, int column) {
        return data.getPointer((long) row * columns + column);
    }

    /** {@code this * right}, in new memory. */
    NativeMatrix times(NativeMatrix right) {
        NativeMatrix product = new NativeMatrix(rows, right.columns);
        if (!product.isEmpty()) {
            MatrixPart.setToProduct(rows, right.columns, columns, part(0, 0), right.part(0, 0), product.part(0, 0));
        }
        return product;
    }

    /** {@code this * right} of a symmetric matrix, whose lower triangle is read, in new memory. */
    NativeMatrix symmetricTimes(NativeMatrix right) {
        NativeMatrix product = new NativeMatrix(rows, right.columns);
        if (!product.isEmpty()) {
            BlasThreads.prepareFor((double) rows * columns * right.columns);
            cblas_dsymm(
                    CblasRowMajor,
                    CblasLeft,
                    CblasLower,
                    rows,
                    right.columns,
                    1,
                    data,
                    columns,
                    right.data,
                    right.columns,
                    0,
                    product.data,
                    product.columns);
        }
        return product;
    }

    /** From a cell on. */
    MatrixPart part(int row, int column) {
        return new MatrixPart(at(row, column), columns);
    }

    /** {@code this -= t't} with the first rows of t, lower triangle and diagonal only. */
    void subtractGram(NativeMatrix t, int count) {
        BlasThreads.prepareFor((double) rows * rows * count / 2);
        cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, rows, count, -1, t.data, t.columns, 1, data, columns);
    }

    /** {@code this += w w'}, lower triangle and diagonal only. */
    void addSquare(NativeMatrix w) {
        if (!w.isEmpty()) {
            BlasThreads.prepareFor((double) rows * rows * w.columns / 2);
            cblas_dsyrk(
                    CblasRowMajor, CblasLower, CblasNoTrans, rows, w.columns, 1, w.data, w.columns, 1, data, columns);
        }
    }

    /** {@code this -= w w'}, lower triangle and diagonal only. */
    void subtractSquare(NativeMatrix w) {
        if (!w.isEmpty()) {
            BlasThreads.prepareFor((double) rows * rows * w.columns);
            cblas_dsyrk(
                    CblasRowMajor, CblasLower, CblasNoTrans, rows, w.columns, -1, w.data, w.columns, 1, data, columns);
        }
    }

    /** Makes {@code this = w' w}, both triangles. */
    void setToGram(NativeMatrix w) {
        BlasThreads.prepareFor((double) rows * rows * w.rows);
        cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, rows, w.rows, 1, w.data, w.columns, 0, data, columns);
        mirrorLowerTriangle();
    }

    /** With {@code this} a factor L: {@code b := L^-1 b}. */
    void solveFactor(NativeMatrix b) {
        solveFactor(b.at(0, 0), b.columns);
    }

    /** With {@code this} a factor L: {@code b := L^-1 b} for as many rows as L has, at an address. */
    void solveFactor(DoublePointer b, int columnsOfB) {
        trsm(CblasLeft, CblasNoTrans, rows, columnsOfB, b, columnsOfB);
    }

    /** With {@code this} a factor L: {@code b := L'^-1 b}. */
    void solveFactorTransposed(NativeMatrix b) {
        trsm(CblasLeft, CblasTrans, b.rows, b.columns, b.data, b.columns);
    }

    /** With {@code this} a factor L: {@code b := b L'^-1}. */
    void solveFactorFromRight(NativeMatrix b) {
        trsm(CblasRight, CblasTrans, b.rows, b.columns, b.data, b.columns);
    }

    /** With {@code this} a factor L: {@code ln det (L L')}. */
    double logDeterminantOfFactor() {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += Math.log(get(i, i));
        }
        return 2 * sum;
    }

    private void trsm(int side, int transpose, int m, int n, DoublePointer b, int ldb) {
        if (m > 0 && n > 0) {
            BlasThreads.prepareFor((double) m * n * rows);
            cblas_dtrsm(CblasRowMajor, side, CblasLower, transpose, CblasNonUnit, m, n, 1, data, columns, b, ldb);
        }
    }

    boolean isEmpty() {
        return rows == 0 || columns == 0;
    }

    /** Copies the lower triangle onto the upper one. */
    void mirrorLowerTriangle() {
        for (int top = 0; top < rows; top += TILE) {
            for (int left = 0; left <= top; left += TILE) {
                for (int i = top; i < Math.min(top + TILE, rows); i++) {
                    for (int j = left; j < Math.min(left + TILE, i); j++) {
                        set(j, i, get(i, j));
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        if (!array.wasClosed()) {
            array.close();
        }
    }
}
