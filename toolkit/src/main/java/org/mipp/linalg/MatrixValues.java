package org.mipp.linalg;

import static org.mipp.run.Checks.argument;

import org.mipp.run.HeapBudget;
import org.mipp.run.progress.Interrupts;

/** The arrays that hold a {@link Matrix} row by row: whether there is room for one, and how it is filled. */
final class MatrixValues {

    private static final int ROWS_PER_CHECK = 256; // of interrupts
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private MatrixValues() {}

    /** Memory for all values, if there is so much; a size with a few zeros too many ends here. */
    static double[] room(int rows, int columns) {
        argument(rows >= 0 && columns >= 0, "matrix: expected sizes of at least 0, got %d x %d", rows, columns);
        long count = (long) rows * columns;
        String what = "matrix of " + rows + " x " + columns;
        HeapBudget.half().pass(what, count, Double.BYTES);
        argument(count <= LARGEST, "%s: expected at most %d values, as many as a Java array has places", what, LARGEST);
        return new double[(int) count];
    }

    /** Copies rows, which have to be of one length. */
    static double[] of(double[][] rows) {
        argument(rows.length > 0, "matrix: expected at least one row, got none");
        int columns = rows[0].length;
        double[] values = room(rows.length, columns);
        for (int i = 0; i < rows.length; i++) {
            argument(
                    rows[i].length == columns,
                    "matrix: expected %d columns in every row, got %d in row %d",
                    columns,
                    rows[i].length,
                    i);
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return values;
    }

    /** Computes every cell, row after row. */
    static double[] fill(int rows, int columns, MatrixCell cell) {
        double[] values = room(rows, columns);
        for (int i = 0, k = 0; i < rows; i++) {
            if (i % ROWS_PER_CHECK == 0) {
                Interrupts.check();
            }
            for (int j = 0; j < columns; j++) {
                values[k++] = cell.at(i, j);
            }
        }
        return values;
    }
}
