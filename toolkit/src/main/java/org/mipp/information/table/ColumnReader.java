package org.mipp.information.table;

import static org.mipp.run.Checks.argument;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.mipp.linalg.Matrix;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** Makes samples of one Tablesaw column, whatever its type. */
final class ColumnReader {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+([.,]\\d*)?|[.,]\\d+)([eE][-+]?\\d+)?");
    private static final double NANOS = 1e9;
    private static final double SECONDS_OF_A_DAY = 86_400;

    private ColumnReader() {}

    /** Reads rows in which no value is missing. */
    static SampleColumn read(Column<?> column, int[] rows) {
        if (column instanceof NumericColumn<?> numbers) {
            return numbers(column.name(), rows, numbers::getDouble);
        }
        if (column instanceof BooleanColumn booleans) {
            double[] codes = Arrays.stream(rows)
                    .mapToDouble(row -> Boolean.TRUE.equals(booleans.get(row)) ? 1 : 0)
                    .toArray();
            return labels(column.name(), codes, List.of("false", "true"));
        }
        if (column instanceof DateColumn dates) {
            return numbers(column.name(), rows, row -> day(dates.get(row)));
        }
        if (column instanceof TimeColumn times) {
            return numbers(column.name(), rows, row -> second(times.get(row)));
        }
        if (column instanceof DateTimeColumn moments) {
            return numbers(column.name(), rows, row -> second(moments.get(row)));
        }
        if (column instanceof InstantColumn instants) {
            return numbers(
                    column.name(), rows, row -> second(LocalDateTime.ofInstant(instants.get(row), ZoneOffset.UTC)));
        }
        return text(
                column.name(), Arrays.stream(rows).mapToObj(column::getString).toArray(String[]::new), rows);
    }

    private static double day(LocalDate date) {
        return date.toEpochDay();
    }

    private static double second(LocalTime time) {
        return time.toNanoOfDay() / NANOS;
    }

    private static double second(LocalDateTime moment) {
        return moment.toLocalDate().toEpochDay() * SECONDS_OF_A_DAY + second(moment.toLocalTime());
    }

    private static SampleColumn numbers(String name, int[] rows, IntToDoubleFunction value) {
        double[] numbers = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            numbers[i] = value.applyAsDouble(rows[i]);
            argument(
                    Double.isFinite(numbers[i]),
                    "column '%s', row %d: expected a finite number, got %s; leave that row out",
                    name,
                    rows[i] + 1,
                    numbers[i]);
        }
        return SampleColumn.ofNumbers(name, numbers);
    }

    private static SampleColumn labels(String name, double[] codes, List<String> labels) {
        return new SampleColumn(name, ColumnKind.LABELS, Matrix.of(codes.length, 1, codes), labels);
    }

    /** Text is labels, unless most of it is numbers: then a single odd cell made text of a column of numbers. */
    private static SampleColumn text(String name, String[] cells, int[] rows) {
        int odd = IntStream.range(0, cells.length)
                .filter(i -> !NUMBER.matcher(cells[i].strip()).matches())
                .findFirst()
                .orElse(-1);
        long numbers = Arrays.stream(cells)
                .filter(cell -> NUMBER.matcher(cell.strip()).matches())
                .count();
        argument(
                odd < 0 || 2 * numbers <= cells.length,
                "column '%s', row %d: expected a number, as in %d of %d rows, got '%s'; correct it, or make the column labels"
                        + " by names that are no numbers",
                name,
                odd < 0 ? 0 : rows[odd] + 1,
                numbers,
                cells.length,
                odd < 0 ? "" : cells[odd]);
        List<String> labels = List.copyOf(new TreeSet<>(Arrays.asList(cells)));
        double[] codes = Arrays.stream(cells)
                .mapToDouble(cell -> Collections.binarySearch(labels, cell))
                .toArray();
        return labels(name, codes, labels);
    }
}
