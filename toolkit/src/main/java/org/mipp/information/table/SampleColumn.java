package org.mipp.information.table;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.given;

import java.util.Arrays;
import java.util.List;
import org.mipp.linalg.Matrix;

/**
 * One column of a table as samples of a variable.
 *
 * @param name in the table
 * @param kind what its numbers mean
 * @param values one per row, finite, shape {@code [samples, 1]}: numbers as they are, dates as days since 1 January 1970, times as
 *     seconds, true as 1 and false as 0, labels as their place in {@code labels}
 * @param labels what the codes stand for, in alphabetical order; empty unless the column holds labels
 */
public record SampleColumn(String name, ColumnKind kind, Matrix values, List<String> labels) {

    private static final int MOST_COUNTS = 20; // different values
    private static final int LEAST_EACH = 5; // samples of each, on average
    private static final int MOST_NAMED = 3; // labels in a message

    /** Checks the shape and copies the list. */
    public SampleColumn {
        given(name, "a name");
        given(kind, "a kind");
        argument(values.columns() == 1, "column '%s': expected one column, got %d", name, values.columns());
        labels = List.copyOf(labels);
    }

    /**
     * Makes a column of numbers, of which at most 20 different whole ones, each of five samples on average, are counts.
     *
     * @param name in the table
     * @param numbers finite
     * @return the column
     */
    public static SampleColumn ofNumbers(String name, double... numbers) {
        long different =
                Arrays.stream(numbers).distinct().limit(MOST_COUNTS + 1L).count();
        boolean counts = different <= MOST_COUNTS
                && numbers.length >= LEAST_EACH * different
                && Arrays.stream(numbers).allMatch(number -> number == Math.rint(number));
        return new SampleColumn(
                name,
                counts ? ColumnKind.COUNTS : ColumnKind.CONTINUOUS,
                Matrix.of(numbers.length, 1, numbers),
                List.of());
    }

    /** {@return how many rows it has} */
    public int rows() {
        return values.rows();
    }

    /** {@return how many different values it has} */
    public int different() {
        return (int) Arrays.stream(values.toArray()).distinct().count();
    }

    /** {@return the same column, its numbers taken for points on a line} */
    public SampleColumn continuous() {
        requireNumbers();
        return new SampleColumn(name, ColumnKind.CONTINUOUS, values, labels);
    }

    /** Refuses more than two labels, of whose codes only equal and different mean something. */
    void requireNumbers() {
        argument(
                kind != ColumnKind.LABELS || labels.size() <= 2,
                "column '%s': expected numbers, got %d labels (%s%s), whose codes have no order; to an estimator that only counts,"
                        + " such as discrete(), give samples(table).matrix(\"%s\")",
                name,
                labels.size(),
                String.join(", ", labels.subList(0, Math.min(MOST_NAMED, labels.size()))),
                labels.size() > MOST_NAMED ? ", ..." : "",
                name);
    }

    /** {@return the same column, its numbers taken for values of which only the frequencies count} */
    public SampleColumn discrete() {
        return new SampleColumn(name, kind == ColumnKind.LABELS ? kind : ColumnKind.COUNTS, values, labels);
    }

    /**
     * Reads a value as the table has it.
     *
     * @param row from 0
     * @return the label, or the number
     */
    public String text(int row) {
        double value = values.get(row, 0);
        return labels.isEmpty() ? String.valueOf(value) : labels.get((int) value);
    }

    @Override
    public String toString() {
        return name + ": " + kind
                + (labels.isEmpty() ? "" : " " + labels.stream().limit(5).toList()) + ", " + different()
                + " different in " + rows() + " rows";
    }
}
