package org.mipp.linalg;

import java.util.stream.IntStream;

/** The size of a matrix's columns, for those who bring it to 1 before they square it; and whether a column has any. */
public final class ColumnScale {

    private ColumnScale() {}

    /**
     * Gives the power of two that brings a column to the size of one. Multiplying by it is exact, and sums of squares of the
     * products neither overflow nor vanish.
     *
     * @param data of any size
     * @param column the column, from 0; of finite values
     * @return 2^-e with the largest magnitude in the column from 2^e to below 2^(e + 1); 1 for zeros only
     */
    public static double unit(Matrix data, int column) {
        double largest = 0;
        for (int i = 0; i < data.rows(); i++) {
            largest = Math.max(largest, Math.abs(data.get(i, column)));
        }
        return largest == 0 ? 1 : Math.scalb(1.0, -Math.getExponent(largest));
    }

    /** Whether a column has two values. */
    public static boolean varies(Matrix data, int column) {
        return IntStream.range(1, data.rows()).anyMatch(i -> data.get(i, column) != data.get(0, column));
    }
}
