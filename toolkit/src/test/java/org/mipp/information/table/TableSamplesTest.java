package org.mipp.information.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.DataTables;
import org.mipp.linalg.Matrix;
import org.mipp.run.RefusedException;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;

class TableSamplesTest {

    @Test
    void everyTypeOfColumnBecomesNumbersThatSayWhatTheyMean() {
        TableSamples samples = TableSamples.of(Table.create(
                "all types",
                DoubleColumn.create("number", 1.5, -2.5),
                IntColumn.create("whole", new int[] {7, 9}),
                BooleanColumn.create("sick", true, false),
                StringColumn.create("city", "Rome", "Bath"),
                DateColumn.create("day", LocalDate.of(1970, 1, 2), LocalDate.of(1969, 12, 31)),
                TimeColumn.create("time", LocalTime.of(0, 1), LocalTime.of(0, 0, 0, 500_000_000)),
                DateTimeColumn.create("moment", LocalDateTime.of(1970, 1, 1, 0, 1), LocalDateTime.of(1970, 1, 1, 1, 0)),
                InstantColumn.create("instant", Instant.ofEpochSecond(5), Instant.ofEpochSecond(6))));
        assertEquals(
                Matrix.of(new double[][] {
                    {1.5, 7, 1, 1, 1, 60, 60, 5},
                    {-2.5, 9, 0, 0, -1, 0.5, 3600, 6}
                }),
                samples.matrix(samples.names().toArray(String[]::new)));
        assertEquals(List.of("Bath", "Rome"), samples.column("city").labels());
        assertEquals("Rome", samples.column("city").text(0));
        assertEquals(ColumnKind.LABELS, samples.column("sick").kind());
        assertEquals("true", samples.column("sick").text(0));
        assertEquals(ColumnKind.CONTINUOUS, samples.column("day").kind());
    }

    @Test
    void fewWholeNumbersAreCountsUnlessOneSaysOtherwise() {
        double[] grades = IntStream.range(0, 100).mapToDouble(i -> i % 5).toArray();
        double[] ages = IntStream.range(0, 100).mapToDouble(i -> i % 50).toArray();
        TableSamples samples =
                TableSamples.of(Table.create(DoubleColumn.create("grade", grades), DoubleColumn.create("age", ages)));
        assertEquals(ColumnKind.COUNTS, samples.column("grade").kind());
        assertEquals(ColumnKind.CONTINUOUS, samples.column("age").kind());
        assertEquals(
                ColumnKind.CONTINUOUS,
                samples.continuous("grade").column("grade").kind());
        assertEquals(ColumnKind.COUNTS, samples.discrete("age").column("age").kind());
    }

    @Test
    void missingValuesAreRefusedByColumnAndRowOrLeftOutAndCounted() {
        Table table = Table.create(
                "sick",
                DoubleColumn.create("age", 1.5, Double.NaN, 3.5, 4.5),
                StringColumn.create("city", "Rome", "Bath", "", "Rome"),
                DoubleColumn.create("whole", 1, 2, 3, 4));
        assertRefused(
                "expected a value in every row of every column, got none in 1 rows of 'age', the first of them row 2;"
                        + " 1 rows of 'city', the first of them row 3; leave out those rows by completeSamples(table), or"
                        + " the columns by table.rejectColumns(\"age\")",
                table);
        assertEquals(4, TableSamples.of(table, "whole").rows());
        TableSamples complete = TableSamples.of(table, TableRows.ALL.onlyComplete());
        assertArrayEquals(new double[] {1.5, 4.5}, complete.matrix("age").column(0));
        assertEquals(List.of("2 of 4 rows left out, because a value is missing in age, city"), complete.warnings());
    }

    @Test
    void aColumnWithoutValuesIsNamed() {
        Table table = Table.create(DoubleColumn.create("a", 1, 2), DoubleColumn.create("b", Double.NaN, Double.NaN));
        assertRefused("got none in 'b' at all", table);
        String message = assertThrows(
                        RefusedException.class, () -> TableSamples.of(table, TableRows.ALL.onlyComplete()))
                .getMessage();
        assertEquals(
                "expected rows in which no value is missing, got none; leave out the columns that lack most: b",
                message);
    }

    @Test
    void manyRowsAreDrawnFromOnceAndForAll() {
        Table table = Table.create(DoubleColumn.create(
                "i", IntStream.range(0, 1000).mapToDouble(i -> i).toArray()));
        TableRows some = TableRows.ALL.atMost(100);
        double[] drawn = TableSamples.of(table, some).matrix("i").column(0);
        assertEquals(
                100,
                IntStream.range(1, 100).filter(i -> drawn[i] > drawn[i - 1]).count() + 1);
        assertArrayEquals(drawn, TableSamples.of(table, some).matrix("i").column(0));
        assertTrue(TableSamples.of(table, some).warnings().get(0).startsWith("100 of 1,000 rows, drawn at random"));
    }

    @Test
    void refusesWhatIsNoSample() {
        assertRefused("expected at least one column, got none", Table.create("empty"));
        assertRefused("expected at least one row, got none", Table.create(DoubleColumn.create("a")));
        assertRefused(
                "column 'a', row 2: expected a finite number, got Infinity; leave that row out",
                Table.create(DoubleColumn.create("a", 1, Double.POSITIVE_INFINITY)));
        assertRefused(
                "column 'age', row 3: expected a number, as in 3 of 4 rows, got 'old'; correct it, or make the column"
                        + " labels by names that are no numbers",
                Table.create(StringColumn.create("age", "1", "2.5", "old", "4")));
        Table table = Table.create("t", DoubleColumn.create("length", 1, 2));
        assertEquals(
                "table 't': expected a column of it, got 'lenght'; did you mean 'length'?",
                assertThrows(RefusedException.class, () -> TableSamples.of(table, "lenght"))
                        .getMessage());
        TableSamples samples = TableSamples.of(table);
        assertEquals(
                "table 't': expected a column of it, got 'x'; it has length",
                assertThrows(RefusedException.class, () -> samples.column("x")).getMessage());
        assertEquals(
                "matrix: expected at least one name of a column, got none",
                assertThrows(RefusedException.class, samples::matrix).getMessage());
        SampleColumn column = samples.column("length");
        assertEquals(
                "table 't': expected different names, got 'length' twice; leave one of them out",
                assertThrows(RefusedException.class, () -> new TableSamples("t", List.of(column, column), List.of()))
                        .getMessage());
        SampleColumn shorter = SampleColumn.ofNumbers("short", 1);
        assertEquals(
                "column 'short': expected 2 rows as the first column has, got 1",
                assertThrows(RefusedException.class, () -> new TableSamples("t", List.of(column, shorter), List.of()))
                        .getMessage());
        assertEquals(
                "rows: expected a whole number of at least 1, got 0",
                assertThrows(RefusedException.class, () -> TableRows.ALL.atMost(0))
                        .getMessage());
        SampleColumn three = new SampleColumn("city", ColumnKind.LABELS, Matrix.of(1, 1, 0), List.of("a", "b", "c"));
        assertEquals(
                "column 'city': expected numbers, got 3 labels (a, b, c), whose codes have no order; to an estimator that only counts,"
                        + " such as discrete(), give samples(table).matrix(\"city\")",
                assertThrows(RefusedException.class, three::continuous).getMessage());
    }

    @Test
    void textIsNoNumbersUnlessItHasTwoLabelsOnly() {
        Table table = Table.create(
                "t",
                StringColumn.create("city", "York", "Bath", "Leeds", "Ely"),
                BooleanColumn.create("sick", true, false, true, true),
                DoubleColumn.create("age", 1, 2, 3, 4));
        assertEquals(Matrix.of(4, 2, 1, 1, 2, 0, 3, 1, 4, 1), DataTables.samples(table, "age", "sick"));
        assertEquals(
                "column 'city': expected numbers, got 4 labels (Bath, Ely, Leeds, ...), whose codes have no order; to an estimator"
                        + " that only counts, such as discrete(), give samples(table).matrix(\"city\")",
                assertThrows(RefusedException.class, () -> DataTables.samples(table, "age", "city"))
                        .getMessage());
        assertEquals(Matrix.of(4, 1, 3, 0, 2, 1), DataTables.samples(table).matrix("city"));
    }

    @Test
    void aTableWithoutRowsIsRefusedByThatName() {
        Table table = Table.create("t", DoubleColumn.create("a"), StringColumn.create("b"));
        String expected =
                "table 't': expected at least one row, got none below its 2 columns; read it again with its rows";
        assertRefused(expected, table);
        assertEquals(
                expected,
                assertThrows(RefusedException.class, () -> DataTables.rank(table, "a"))
                        .getMessage());
        assertEquals(
                expected,
                assertThrows(RefusedException.class, () -> DataTables.completeSamples(table))
                        .getMessage());
    }

    private static void assertRefused(String words, Table table) {
        String message = assertThrows(RefusedException.class, () -> TableSamples.of(table))
                .getMessage();
        assertTrue(message.contains(words), message);
    }
}
