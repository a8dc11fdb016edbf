package org.mipp.figure.table;

import java.util.Locale;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/**
 * How the values of one column are written: all numbers of a column with the same decimals, four digits of the largest.
 *
 * @param column the column
 * @param number whether it holds numbers
 * @param decimals of its numbers; 0 for whole ones
 */
record CellFormat(Column<?> column, boolean number, int decimals) {

    private static final int DIGITS = 4;
    static final int LONGEST = 60; // characters of a text
    private static final double LARGE = 1e12; // beyond that powers of ten are easier to read
    private static final double UNREADABLE = 1e-4;

    static CellFormat of(Column<?> column) {
        if (!(column instanceof NumericColumn<?> numbers)) {
            return new CellFormat(column, false, 0);
        }
        boolean broken = column instanceof DoubleColumn || column instanceof FloatColumn;
        double largest = IntStream.range(0, numbers.size())
                .mapToDouble(numbers::getDouble)
                .map(Math::abs)
                .filter(value -> value < LARGE)
                .max()
                .orElse(0);
        int before = largest < 1 ? 0 : 1 + (int) Math.floor(Math.log10(largest));
        return new CellFormat(column, true, broken ? Math.max(0, DIGITS - before) : 0);
    }

    String name() {
        return column.name();
    }

    String text(int row, int longest) {
        if (column.isMissing(row)) {
            return "";
        }
        return column instanceof NumericColumn<?> numbers && number
                ? text(numbers.getDouble(row))
                : shortened(String.valueOf(column.get(row)), longest);
    }

    private String text(double value) {
        double size = Math.abs(value);
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        if (size >= LARGE || size > 0 && size < UNREADABLE && decimals > 0) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        boolean wouldBeZero = size > 0 && size < 0.5 * Math.pow(10, -decimals);
        return wouldBeZero
                ? String.format(Locale.ROOT, "%.2g", value)
                : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** A text that leaves room for others: long ones lose their end. */
    static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
