package org.mipp.linalg;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.givenAll;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * An immutable matrix of doubles: what estimators take and what closed forms return.
 *
 * <p>By the convention of this toolkit data matrices have the shape {@code [samples, columns]}.
 */
public final class Matrix {

    private final int rows;
    private final int columns;
    private final double[] values; // row by row

    private Matrix(int rows, int columns, double[] values) {
        argument(
                rows >= 0 && columns >= 0 && (long) rows * columns == values.length,
                "matrix: expected %d x %d values, got %d",
                rows,
                columns,
                values.length);
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /** Takes over an array that nobody else will write to: no copy. */
    static Matrix adopt(int rows, int columns, double[] values) {
        return new Matrix(rows, columns, values);
    }

    /**
     * Makes a matrix from values given row by row.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param values {@code rows * columns} values, row by row; copied
     * @return the matrix
     * @throws IllegalArgumentException if the number of values does not fit
     */
    public static Matrix of(int rows, int columns, double... values) {
        return new Matrix(rows, columns, values.clone());
    }

    /**
     * Makes a matrix from an array of rows.
     *
     * @param rows at least one row, all of the same length; copied
     * @return the matrix
     * @throws IllegalArgumentException if there is no row or the rows differ in length
     */
    public static Matrix of(double[][] rows) {
        givenAll(rows, "rows of a matrix");
        double[] values = MatrixValues.of(rows);
        return new Matrix(rows.length, values.length / rows.length, values);
    }

    /**
     * Makes a matrix cell by cell, row after row.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param cell the value of each cell
     * @return the matrix
     * @throws IllegalArgumentException if it would take more than half of the Java heap
     */
    public static Matrix fill(int rows, int columns, MatrixCell cell) {
        return new Matrix(rows, columns, MatrixValues.fill(rows, columns, cell));
    }

    /** {@return the number of rows} */
    public int rows() {
        return rows;
    }

    /** {@return the number of columns} */
    public int columns() {
        return columns;
    }

    /**
     * Reads one cell.
     *
     * @param row the row, from 0
     * @param column the column, from 0
     * @return its value
     * @throws IndexOutOfBoundsException if there is no such row or column
     */
    public double get(int row, int column) {
        if (column < 0 || column >= columns) { // a wrong row is beyond the array anyway
            throw new IndexOutOfBoundsException("column: expected 0 to " + (columns - 1) + ", got " + column);
        }
        return values[row * columns + column];
    }

    /**
     * Copies a row.
     *
     * @param row the row, from 0
     * @return its values
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public double[] row(int row) {
        Objects.checkIndex(row, rows);
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    /**
     * Copies a column.
     *
     * @param column the column, from 0
     * @return its values
     * @throws IndexOutOfBoundsException if there is no such column
     */
    public double[] column(int column) {
        double[] copy = new double[rows];
        for (int i = 0; i < rows; i++) {
            copy[i] = get(i, column);
        }
        return copy;
    }

    /** {@return the diagonal, as long as the shorter side} */
    public double[] diagonal() {
        double[] copy = new double[Math.min(rows, columns)];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = get(i, i);
        }
        return copy;
    }

    /**
     * Selects rows and columns.
     *
     * @param selectedRows the rows, in the order wanted
     * @param selectedColumns the columns, in the order wanted
     * @return the part at their crossings
     */
    public Matrix select(int[] selectedRows, int[] selectedColumns) {
        return fill(selectedRows.length, selectedColumns.length, (i, j) -> get(selectedRows[i], selectedColumns[j]));
    }

    /**
     * Selects rows.
     *
     * @param selected the rows, in the order wanted
     * @return those rows
     */
    public Matrix rows(int... selected) {
        double[] chosen = MatrixValues.room(selected.length, columns);
        for (int i = 0; i < selected.length; i++) {
            System.arraycopy(values, selected[i] * columns, chosen, i * columns, columns);
        }
        return new Matrix(selected.length, columns, chosen);
    }

    /**
     * Selects columns.
     *
     * @param selected the columns, in the order wanted
     * @return those columns
     */
    public Matrix columns(int... selected) {
        return fill(rows, selected.length, (i, j) -> get(i, selected[j]));
    }

    /**
     * Leaves out neighbouring columns.
     *
     * @param first the first column to leave out
     * @param count how many
     * @return the other columns
     */
    public Matrix without(int first, int count) {
        return fill(rows, columns - count, (i, j) -> get(i, j < first ? j : j + count));
    }

    /** {@return the columns that do not have the same value in every row; possibly none} */
    public Matrix varyingColumns() {
        IntStream all = IntStream.range(0, columns);
        return columns(all.filter(column -> ColumnScale.varies(this, column)).toArray());
    }

    /**
     * Puts another matrix to the right of this one.
     *
     * @param right a matrix of as many rows
     * @return both side by side
     * @throws IllegalArgumentException if the numbers of rows differ
     */
    public Matrix beside(Matrix right) {
        argument(rows == right.rows, "beside: expected %d rows as on the left, got %d", rows, right.rows);
        return fill(rows, columns + right.columns, (i, j) -> j < columns ? get(i, j) : right.get(i, j - columns));
    }

    /**
     * Multiplies by another matrix.
     *
     * @param right a matrix of as many rows as this one has columns
     * @return the product
     * @throws IllegalArgumentException if shapes do not fit
     */
    public Matrix times(Matrix right) {
        argument(columns == right.rows, "times: expected %d rows on the right, got %d", columns, right.rows);
        try (NativeMatrix a = NativeMatrix.of(this);
                NativeMatrix b = NativeMatrix.of(right);
                NativeMatrix product = a.times(b)) {
            return columns == 0 ? fill(rows, right.columns, (i, j) -> 0) : product.toMatrix();
        }
    }

    /** {@return the transposed matrix} */
    public Matrix transpose() {
        return fill(columns, rows, (i, j) -> get(j, i));
    }

    /** {@return a copy of all values, row by row} */
    public double[] toArray() {
        return values.clone();
    }

    /** The values themselves, row by row, for this room only: nobody writes to them. */
    double[] values() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix that
                && rows == that.rows
                && columns == that.columns
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * rows + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return MatrixText.of(this);
    }
}
