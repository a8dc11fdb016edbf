package org.mipp.linalg;

import java.util.stream.IntStream;

/**
 * Columns at mean 0 and variance 1 over some of their rows, whatever their scale; a column that does not vary in these rows
 * becomes 0.
 */
public final class Standardisation {

    private final Matrix data;
    private final double[] unit;
    private final double[] mean;
    private final double[] scale;

    private Standardisation(Matrix data) {
        this.data = data;
        this.unit = new double[data.columns()];
        this.mean = new double[data.columns()];
        this.scale = new double[data.columns()];
    }

    /**
     * Standardises by all rows.
     *
     * @param data finite values
     * @return its columns, standardised
     */
    public static Standardisation of(Matrix data) {
        return by(IntStream.range(0, data.rows()).toArray(), data);
    }

    /**
     * Standardises by some rows, as what a network trains on.
     *
     * @param rows those whose means and variances count
     * @param data finite values
     * @return all rows of its columns, standardised
     */
    public static Standardisation by(int[] rows, Matrix data) {
        Standardisation standardisation = new Standardisation(data);
        for (int j = 0; j < data.columns(); j++) {
            standardisation.measure(j, rows);
        }
        return standardisation;
    }

    private void measure(int column, int[] rows) {
        unit[column] = ColumnScale.unit(data, column);
        double sum = 0;
        boolean varies = false;
        for (int row : rows) {
            sum += data.get(row, column) * unit[column];
            varies |= data.get(row, column) != data.get(rows[0], column);
        }
        mean[column] = sum / rows.length;
        double squares = 0;
        for (int row : rows) {
            double off = data.get(row, column) * unit[column] - mean[column];
            squares += off * off;
        }
        scale[column] = varies ? 1 / Math.sqrt(squares / rows.length) : 0; // a column that never varies says nothing
    }

    /**
     * Gives one value.
     *
     * @param row from 0
     * @param column from 0
     * @return the value, in standard deviations from the mean
     */
    public double get(int row, int column) {
        return (data.get(row, column) * unit[column] - mean[column]) * scale[column];
    }

    /** {@return the standard deviation of a column, 0 where it does not vary} */
    public double deviation(int column) {
        return scale[column] == 0 ? 0 : 1 / (scale[column] * unit[column]);
    }

    /** {@return all values, of the same shape as the data} */
    public Matrix matrix() {
        return Matrix.fill(data.rows(), data.columns(), this::get);
    }
}
