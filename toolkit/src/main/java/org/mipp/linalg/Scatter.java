package org.mipp.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mipp.run.progress.Interrupts;

/**
 * A symmetric matrix of sums of squares, or the part of it that belongs to some of its columns: a choice shares the triangle.
 *
 * @param triangle all of it
 * @param columns which columns of the triangle, in which order
 * @param diagonal of those columns
 * @param whole whether they are all, in the triangle's order
 */
record Scatter(PackedTriangle triangle, int[] columns, double[] diagonal, boolean whole) {

    private static final int ROWS_PER_CHECK = 256; // of interrupts

    static Scatter of(PackedTriangle triangle) {
        return new Scatter(triangle, IntStream.range(0, triangle.size()).toArray(), triangle.diagonal(), true);
    }

    Scatter select(int[] chosen) {
        return new Scatter(
                triangle,
                Arrays.stream(chosen).map(column -> columns[column]).toArray(),
                Arrays.stream(chosen).mapToDouble(column -> diagonal[column]).toArray(),
                false);
    }

    double get(int i, int j) {
        return triangle.get(columns[i], columns[j]);
    }

    /** Copies a row from its diagonal entry on. */
    void readRow(int row, double[] into) {
        if (whole) {
            triangle.read(row, into);
        } else {
            for (int j = row; j < columns.length; j++) {
                into[j - row] = get(row, j);
            }
        }
    }

    /**
     * Makes a matrix of chosen entries, in one go over the rows of the triangle, as a file wants to be read.
     *
     * @param rows each once
     * @param across columns, each once
     * @param change says what becomes of each entry
     */
    Matrix read(int[] rows, int[] across, CovarianceChange change) {
        double[] values = MatrixValues.room(rows.length, across.length);
        int size = triangle.size();
        int[] rowOf = places(rows);
        int[] columnOf = places(across);
        double[] row = new double[size];
        for (int u = 0; u < size; u++) {
            if (u % ROWS_PER_CHECK == 0) {
                Interrupts.check();
            }
            int i = rowOf[u];
            int j = columnOf[u];
            if (i < 0 && j < 0) {
                continue;
            }
            triangle.read(u, row);
            for (int v = u; v < size; v++) {
                if (i >= 0 && columnOf[v] >= 0) {
                    values[i * across.length + columnOf[v]] = change.at(i, columnOf[v], row[v - u]);
                }
                if (j >= 0 && rowOf[v] >= 0 && v > u) {
                    values[rowOf[v] * across.length + j] = change.at(rowOf[v], j, row[v - u]);
                }
            }
        }
        return Matrix.adopt(rows.length, across.length, values);
    }

    /** For each column of the triangle its place among those asked for, or -1. */
    private int[] places(int[] asked) {
        int[] places = new int[triangle.size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < asked.length; i++) {
            places[columns[asked[i]]] = i;
        }
        return places;
    }
}
