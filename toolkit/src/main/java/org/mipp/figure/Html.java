package org.mipp.figure;

import java.util.Locale;
import org.unbescape.html.HtmlEscape;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Tables as HTML that survives a notebook's sanitiser: no script, no style sheet, all text escaped, colours left to the
 * theme.
 */
public final class Html {

    private static final int MOST_ROWS = 50;
    private static final String CELL = "padding:2px 10px;white-space:nowrap;text-align:";

    private Html() {}

    /**
     * Writes a table: numbers right-aligned and rounded, missing values blank, at most 50 rows.
     *
     * @param table the table
     * @return one HTML table
     */
    public static String of(Table table) {
        StringBuilder html = new StringBuilder("<table><thead><tr>");
        for (Column<?> column : table.columns()) {
            html.append("<th style=\"").append(CELL).append(alignment(column)).append("\">");
            html.append(escape(column.name())).append("</th>");
        }
        html.append("</tr></thead><tbody>");
        int shown = Math.min(table.rowCount(), MOST_ROWS);
        for (int row = 0; row < shown; row++) {
            html.append("<tr>");
            for (Column<?> column : table.columns()) {
                html.append("<td style=\"")
                        .append(CELL)
                        .append(alignment(column))
                        .append("\">");
                html.append(escape(format(column, row))).append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
        if (shown < table.rowCount()) {
            html.append("<p>")
                    .append(shown)
                    .append(" of ")
                    .append(table.rowCount())
                    .append(" rows</p>");
        }
        return html.toString();
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

    private static String alignment(Column<?> column) {
        return column.type() == ColumnType.STRING ? "left" : "right";
    }

    private static String format(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        Object value = column.get(row);
        if (value instanceof Double number) {
            double size = Math.abs(number);
            return String.format(
                    Locale.ROOT, size >= 1000 ? "%,.0f" : size >= 1 || size == 0 ? "%.2f" : "%.4f", number);
        }
        return value instanceof Long || value instanceof Integer
                ? String.format(Locale.ROOT, "%,d", value)
                : String.valueOf(value);
    }
}
