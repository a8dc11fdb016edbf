package org.mipp.information.table;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mipp.run.progress.Interrupts;
import tech.tablesaw.columns.Column;

/** Where values are missing in a table: refused by column and row, or the rows left out and counted. */
final class MissingValues {

    private static final int MOST_NAMED = 5;

    private final List<Column<?>> columns;
    private final int rows;
    private final BitSet[] missing; // of every column

    private MissingValues(List<Column<?>> columns) {
        this.columns = columns;
        this.rows = columns.get(0).size();
        this.missing = columns.stream().map(MissingValues::in).toArray(BitSet[]::new);
    }

    static MissingValues of(List<Column<?>> columns) {
        return new MissingValues(columns);
    }

    private static BitSet in(Column<?> column) {
        Interrupts.check();
        BitSet missing = new BitSet();
        IntStream.range(0, column.size()).filter(column::isMissing).forEach(missing::set);
        return missing;
    }

    /** All rows, or a refusal that says where values are missing. */
    int[] none() {
        List<String> where = IntStream.range(0, missing.length)
                .filter(j -> !missing[j].isEmpty())
                .mapToObj(this::where)
                .toList();
        argument(
                where.isEmpty(),
                "expected a value in every row of every column, got none in %s%s; leave out those rows by"
                        + " completeSamples(table), or the columns by table.rejectColumns(\"%s\")",
                where.stream().limit(MOST_NAMED).collect(Collectors.joining("; ")),
                where.size() > MOST_NAMED ? " and in " + (where.size() - MOST_NAMED) + " more columns" : "",
                where.isEmpty() ? "" : columns.get(first()).name());
        return IntStream.range(0, rows).toArray();
    }

    private int first() {
        return IntStream.range(0, missing.length)
                .filter(j -> !missing[j].isEmpty())
                .findFirst()
                .orElse(0);
    }

    private String where(int j) {
        int count = missing[j].cardinality();
        String name = "'" + columns.get(j).name() + "'";
        return count == rows
                ? name + " at all"
                : String.format(
                        Locale.ROOT,
                        "%,d rows of %s, the first of them row %,d",
                        count,
                        name,
                        missing[j].nextSetBit(0) + 1);
    }

    /** The rows that lack nothing. */
    int[] complete(List<String> warnings) {
        BitSet any = new BitSet();
        Arrays.stream(missing).forEach(any::or);
        if (any.isEmpty()) {
            return IntStream.range(0, rows).toArray();
        }
        List<String> lacking = IntStream.range(0, missing.length)
                .filter(j -> !missing[j].isEmpty())
                .mapToObj(j -> columns.get(j).name())
                .toList();
        String columnsLacking = lacking.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (lacking.size() > MOST_NAMED ? " and " + (lacking.size() - MOST_NAMED) + " more" : "");
        argument(
                any.cardinality() < rows,
                "expected rows in which no value is missing, got none; leave out the columns that lack most: %s",
                columnsLacking);
        warnings.add(String.format(
                Locale.ROOT,
                "%,d of %,d rows left out, because a value is missing in %s",
                any.cardinality(),
                rows,
                columnsLacking));
        return IntStream.range(0, rows).filter(row -> !any.get(row)).toArray();
    }
}
