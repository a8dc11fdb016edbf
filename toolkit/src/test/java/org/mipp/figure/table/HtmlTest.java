package org.mipp.figure.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

class HtmlTest {

    @Test
    void tablesAsHtmlAreRoundedEscapedAndShort() {
        Table table = Table.create(
                StringColumn.create("<name>", Stream.generate(() -> "a<b&c").limit(60)),
                DoubleColumn.create(
                        "number", Stream.generate(() -> 98.4567).limit(60).toArray(Double[]::new)));
        String html = Html.of(table);
        assertTrue(html.contains("&lt;name&gt;") && html.contains("a&lt;b&amp;c") && html.contains(">98.46<"), html);
        assertTrue(html.endsWith("<p>50 of 60 rows</p>"), html);
        assertFalse(html.contains("<script") || html.contains("<style"));
    }

    @Test
    void aColumnOfNumbersHasTheDecimalsOfItsLargest() {
        assertEquals(List.of("98.46", "7.00", "0.00"), cells(DoubleColumn.create("x", 98.456, 7, 0)));
        assertEquals(List.of("1.292", "-0.413"), cells(DoubleColumn.create("x", 1.2922, -0.4133)));
        assertEquals(List.of("0.0348"), cells(DoubleColumn.create("x", 0.03478)));
        assertEquals(List.of("61,706"), cells(DoubleColumn.create("x", 61_706.0)));
    }

    @Test
    void aSmallNumberDoesNotBecomeZeroNorALargeOneARowOfDigits() {
        assertEquals(List.of("12.30", "0.0021"), cells(DoubleColumn.create("x", 12.3, 0.0021)));
        assertEquals(List.of("-1.0e-09", "1.0e+20", "1.500"), cells(DoubleColumn.create("x", -1e-9, 1e20, 1.5)));
    }

    @Test
    void whatIsNoNumberIsBlankOrInfinite() {
        assertEquals(
                List.of("", "∞", "-∞"),
                cells(DoubleColumn.create("x", Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
        assertEquals(List.of("", ""), cells(DoubleColumn.create("x", Double.NaN, Double.NaN)));
    }

    @Test
    void wholeNumbersAndOtherKindsAreWrittenAsTheyAre() {
        assertEquals(List.of("1,234", "5"), cells(LongColumn.create("x", 1234, 5)));
        assertEquals(List.of("4,096"), cells(IntColumn.create("x", new int[] {4096})));
        assertEquals(List.of("true"), cells(BooleanColumn.create("x", true)));
        assertEquals(List.of(""), cells(StringColumn.create("x", new String[] {null})));
    }

    @Test
    void longTextsAreShortened() {
        String many = "n".repeat(300);
        assertEquals(
                List.of("n".repeat(59) + "…", "1.000"),
                cells(Table.create(StringColumn.create("x", many), DoubleColumn.create("y", 1.0))));
        assertEquals(List.of("n".repeat(239) + "…"), cells(StringColumn.create("alone they may be sentences", many)));
        String html = Html.of(Table.create(DoubleColumn.create("n".repeat(300), 1.0)));
        assertFalse(html.contains("n".repeat(60)), html);
    }

    @Test
    void emptyAndWideTablesSayHowMuchIsShown() {
        assertTrue(Html.of(Table.create("none", DoubleColumn.create("x"))).endsWith("<p>no rows</p>"));
        assertEquals(
                "<table><thead><tr></tr></thead><tbody></tbody></table><p>no rows</p>", Html.of(Table.create("none")));
        Column<?>[] pixels = IntStream.range(0, 784)
                .mapToObj(i -> DoubleColumn.create("p" + i, 0.0))
                .toArray(Column<?>[]::new);
        String wide = Html.of(Table.create("wide", pixels));
        assertTrue(wide.endsWith("<p>1 of 1 rows, 30 of 784 columns</p>"), wide);
    }

    private static List<String> cells(Column<?> column) {
        return cells(Table.create("table", column));
    }

    private static List<String> cells(Table table) {
        String html = Html.of(table);
        return Pattern.compile("<td[^>]*>([^<]*)</td>")
                .matcher(html)
                .results()
                .map(cell -> cell.group(1))
                .toList();
    }
}
