package org.mipp.figure.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.unbescape.html.HtmlEscape;
import tech.tablesaw.api.Table;

/**
 * Tables as HTML that survives a notebook's sanitiser: no script, no style sheet, all text escaped, colours left to the
 * theme.
 */
public final class Html {

    private static final int MOST_ROWS = 50;
    private static final int MOST_COLUMNS = 30;
    private static final int LONGEST_PROSE = 240; // characters of a text in a table of texts alone
    private static final String HEAD = "padding:2px 8px;white-space:normal;text-align:"; // breaks where it is too long
    private static final String CELL = "padding:2px 8px;white-space:nowrap;text-align:";
    private static final String TEXT = "padding:2px 8px;white-space:normal;text-align:";

    private Html() {}

    /**
     * Writes a table: numbers right-aligned and rounded, missing values blank, at most 50 rows and 30 columns.
     *
     * @param table the table
     * @return one HTML table, and under it how much of a larger one is shown
     */
    public static String of(Table table) {
        List<CellFormat> columns =
                table.columns().stream().limit(MOST_COLUMNS).map(CellFormat::of).toList();
        int rows = Math.min(table.rowCount(), MOST_ROWS);
        boolean prose = columns.stream().noneMatch(CellFormat::number);
        int longest = prose ? LONGEST_PROSE : CellFormat.LONGEST;
        String head = columns.stream()
                .map(column -> cell("th", HEAD, column, CellFormat.shortened(column.name(), CellFormat.LONGEST)))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
        String body = IntStream.range(0, rows)
                .mapToObj(row -> columns.stream()
                        .map(column ->
                                cell("td", column.number() ? CELL : TEXT, column, spread(column.text(row, longest))))
                        .collect(Collectors.joining("", "<tr>", "</tr>")))
                .collect(Collectors.joining());
        return "<table><thead>" + head + "</thead><tbody>" + body + "</tbody></table>" + left(table, rows);
    }

    private static String cell(String tag, String style, CellFormat column, String text) {
        return "<" + tag + " style=\"" + style + (column.number() ? "right" : "left") + "\">" + escape(text) + "</"
                + tag + ">";
    }

    /** A mean and its deviation stay on one line. */
    private static String spread(String text) {
        return text.replace(" ± ", "\u00a0±\u00a0");
    }

    /** How much of the table is shown, if not all. */
    private static String left(Table table, int rows) {
        int columns = Math.min(table.columnCount(), MOST_COLUMNS);
        if (rows == table.rowCount() && columns == table.columnCount()) {
            return rows == 0 ? "<p>no rows</p>" : "";
        }
        String ofColumns = columns == table.columnCount()
                ? ""
                : String.format(Locale.ROOT, ", %d of %,d columns", columns, table.columnCount());
        return String.format(Locale.ROOT, "<p>%d of %,d rows%s</p>", rows, table.rowCount(), ofColumns);
    }

    /**
     * Escapes a text for HTML.
     *
     * @param text any text
     * @return the text as HTML
     */
    public static String escape(String text) {
        return HtmlEscape.escapeHtml5Xml(text);
    }
}
