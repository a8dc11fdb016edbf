package org.mipp.information.table;

import java.util.Arrays;
import org.mipp.linalg.Matrix;
import tech.tablesaw.api.Table;

/** Columns of a table side by side, for estimators that ask how far values are apart, or which is larger. */
public final class NumberColumns {

    private NumberColumns() {}

    /**
     * Takes columns of numbers.
     *
     * @param table any Tablesaw table
     * @param names of the columns, at least one; none of more than two labels
     * @return shape {@code [rows, names]}
     * @throws IllegalArgumentException if there is no such column, it holds more than two labels, or a value is missing
     */
    public static Matrix of(Table table, String... names) {
        TableSamples samples = TableSamples.of(table, names);
        Arrays.stream(names).map(samples::column).forEach(SampleColumn::requireNumbers);
        return samples.matrix(names);
    }
}
