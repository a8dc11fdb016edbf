package org.mipp.information.table;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.givenAll;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mipp.linalg.Matrix;
import org.mipp.run.ClosestName;
import org.mipp.run.HeapBudget;
import org.mipp.run.Notes;
import org.mipp.run.RandomOrder;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Parallel;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The columns of a table as samples, a value of its own: what becomes of the table afterwards does not matter.
 *
 * <p>Numbers stay as they are; few different whole ones count as discrete. Dates, times, true and false, and text become numbers
 * as {@link SampleColumn} says. Memory: 8 bytes per value, known and refused beforehand.
 *
 * @param name of the table
 * @param columns in the order of the table, of equally many rows
 * @param warnings which rows were left out, for display
 */
public record TableSamples(String name, List<SampleColumn> columns, List<String> warnings) {

    /**
     * Checks that names differ and rows agree.
     *
     * @throws IllegalArgumentException if not, or if there is no column or no row
     */
    public TableSamples {
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
        argument(!columns.isEmpty(), "table '%s': expected at least one column, got none", name);
        int rows = columns.get(0).rows();
        argument(rows > 0, "table '%s': expected at least one row, got none", name);
        Set<String> names = new HashSet<>();
        for (SampleColumn column : columns) {
            argument(
                    names.add(column.name()),
                    "table '%s': expected different names, got '%s' twice; leave one of them out",
                    name,
                    column.name());
            argument(
                    column.rows() == rows,
                    "column '%s': expected %d rows as the first column has, got %d",
                    column.name(),
                    rows,
                    column.rows());
        }
    }

    /**
     * Takes columns of a table.
     *
     * @param table any Tablesaw table
     * @param names of the columns, in the order wanted; none for all
     * @return their rows
     * @throws IllegalArgumentException if there is no such column, a value is missing or infinite, text looks like misread
     *     numbers, or the values would not fit into half of the heap
     */
    public static TableSamples of(Table table, String... names) {
        return of(table, TableRows.ALL, names);
    }

    /**
     * Takes columns and some rows of a table.
     *
     * @param table any Tablesaw table
     * @param rows which rows
     * @param names of the columns, in the order wanted; none for all
     * @return those rows, and a warning for those left out
     * @throws IllegalArgumentException as {@link #of(Table, String...)} does
     */
    public static TableSamples of(Table table, TableRows rows, String... names) {
        given(table, "a table");
        givenAll(names, "a name of a column");
        argument(!table.columns().isEmpty(), "table '%s': expected at least one column, got none", table.name());
        argument(
                table.rowCount() > 0,
                "table '%s': expected at least one row, got none below its %d columns; read it again with its rows",
                table.name(),
                table.columnCount());
        List<Column<?>> columns = names.length == 0
                ? table.columns()
                : Arrays.stream(names)
                        .<Column<?>>map(name -> column(table, name))
                        .toList();
        MissingValues missing = MissingValues.of(columns);
        List<String> warnings = new ArrayList<>();
        int[] complete = rows.complete() ? missing.complete(warnings) : missing.none();
        int[] chosen = chosen(complete, rows, warnings);
        HeapBudget.half().hold("table '" + table.name() + "'", (long) chosen.length * columns.size(), Double.BYTES);
        SampleColumn[] read = new SampleColumn[columns.size()];
        Parallel.each(read.length, j -> read[j] = ColumnReader.read(columns.get(j), chosen));
        return new TableSamples(table.name(), Arrays.asList(read), warnings);
    }

    private static Column<?> column(Table table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(table.name(), name, table.columnNames()));
    }

    private static RefusedException unknown(String table, String wanted, List<String> names) {
        return new RefusedException(String.format(
                Locale.ROOT,
                "table '%s': expected a column of it, got '%s'%s",
                table,
                wanted,
                ClosestName.didYouMean(wanted, names).isEmpty()
                        ? "; it has " + String.join(", ", names.subList(0, Math.min(names.size(), 10)))
                        : ClosestName.didYouMean(wanted, names)));
    }

    private static int[] chosen(int[] complete, TableRows rows, List<String> warnings) {
        if (complete.length <= rows.most()) {
            return complete;
        }
        warnings.add(String.format(
                Locale.ROOT,
                "%,d of %,d rows, drawn at random with seed %d: all of them would take too long",
                rows.most(),
                complete.length,
                rows.seed()));
        return Arrays.stream(RandomOrder.some(rows.most(), complete.length, new SplittableRandom(rows.seed())))
                .sorted()
                .map(place -> complete[place])
                .toArray();
    }

    /** {@return how many rows there are} */
    public int rows() {
        return columns.get(0).rows();
    }

    /** {@return the names of all columns} */
    public List<String> names() {
        return columns.stream().map(SampleColumn::name).toList();
    }

    /**
     * Finds a column.
     *
     * @param wanted its name
     * @return the column
     * @throws IllegalArgumentException if there is none of that name
     */
    public SampleColumn column(String wanted) {
        given(wanted, "a name of a column");
        return columns.stream()
                .filter(column -> column.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> unknown(name, wanted, names()));
    }

    /**
     * Puts columns side by side, for any estimator.
     *
     * @param wanted their names, at least one
     * @return shape {@code [samples, names]}
     * @throws IllegalArgumentException if there is no such column
     */
    public Matrix matrix(String... wanted) {
        givenAll(wanted, "a name of a column");
        argument(wanted.length > 0, "matrix: expected at least one name of a column, got none");
        Matrix[] parts = Arrays.stream(wanted).map(one -> column(one).values()).toArray(Matrix[]::new);
        return Matrix.fill(rows(), parts.length, (i, j) -> parts[j].get(i, 0));
    }

    /** {@return the same rows without some columns, of which there must be others} */
    public TableSamples without(String... unwanted) {
        givenAll(unwanted, "a name of a column");
        Set<String> gone = Arrays.stream(unwanted)
                .map(this::column)
                .map(SampleColumn::name)
                .collect(Collectors.toSet());
        return new TableSamples(
                name,
                columns.stream().filter(column -> !gone.contains(column.name())).toList(),
                warnings);
    }

    /** {@return the same with the numbers of some columns taken for points on a line} */
    public TableSamples continuous(String... numbers) {
        return with(Arrays.stream(numbers)
                .map(this::column)
                .map(SampleColumn::continuous)
                .toList());
    }

    /** {@return the same with the numbers of some columns taken for values of which only the frequencies count} */
    public TableSamples discrete(String... values) {
        return with(Arrays.stream(values)
                .map(this::column)
                .map(SampleColumn::discrete)
                .toList());
    }

    private TableSamples with(List<SampleColumn> changed) {
        List<String> names = changed.stream().map(SampleColumn::name).toList();
        return new TableSamples(
                name,
                columns.stream()
                        .map(column ->
                                names.contains(column.name()) ? changed.get(names.indexOf(column.name())) : column)
                        .toList(),
                warnings);
    }

    /**
     * Chooses rows.
     *
     * @param chosen the rows, in the order wanted
     * @return those rows of all columns
     */
    public TableSamples rows(int... chosen) {
        return new TableSamples(
                name,
                columns.stream()
                        .map(column -> new SampleColumn(
                                column.name(), column.kind(), column.values().rows(chosen), column.labels()))
                        .toList(),
                warnings);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %,d rows of %d columns", name, rows(), columns.size())
                + IntStream.range(0, Math.min(columns.size(), 10))
                        .mapToObj(j -> "\n  " + columns.get(j))
                        .collect(Collectors.joining())
                + (columns.size() > 10 ? "\n  and " + (columns.size() - 10) + " more" : "")
                + Notes.of(warnings);
    }
}
