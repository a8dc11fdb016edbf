package org.mipp.figure.table;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;

/** Columns made of one part of every record of a list. */
final class Columns {

    private Columns() {}

    static <T> StringColumn text(String name, List<T> rows, Function<T, String> value) {
        return StringColumn.create(name, rows.stream().map(value));
    }

    static <T> LongColumn whole(String name, List<T> rows, ToLongFunction<T> value) {
        return LongColumn.create(name, rows.stream().mapToLong(value).toArray());
    }

    static <T> DoubleColumn number(String name, List<T> rows, ToDoubleFunction<T> value) {
        return DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
    }
}
