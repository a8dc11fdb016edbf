package org.mipp.figure.still;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.Palette;

/**
 * A heat map with names on both axes, a text in every cell and a colour bar, which XChart does not draw: the first trace
 * of a panel. Further traces are crosses, on cells that have no value.
 */
final class StillHeatMap {

    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final double SLOPE = Math.PI / 5; // of the names of columns
    private static final int GAP = 8;
    private static final int BAR = 14;

    private final Map<?, ?> map;
    private final List<Map<?, ?>> marks;
    private final List<?> columns;
    private final List<?> rows;
    private final StillColours colours;
    private final String footnote;

    StillHeatMap(List<Map<?, ?>> traces, String footnote) {
        this.map = traces.get(0);
        this.marks = traces.subList(1, traces.size());
        this.columns = list(map.get("x"));
        this.rows = list(map.get("y"));
        this.colours = StillColours.of(map);
        this.footnote = footnote;
    }

    void paint(Graphics2D graphics, int width, int height) {
        graphics.setFont(TEXT);
        FontMetrics metrics = graphics.getFontMetrics();
        List<?> ticks = colourBar("ticktext");
        int left = longest(metrics, rows) + 2 * GAP;
        int right = width - longest(metrics, ticks) - BAR - 4 * GAP;
        double cellWidth = (right - left) / (double) columns.size();
        boolean slanted = longest(metrics, columns) + GAP > cellWidth;
        int names = slanted ? (int) (Math.sin(SLOPE) * longest(metrics, columns)) : metrics.getHeight();
        int bottom = height - names - 3 * GAP - (footnote.isEmpty() ? 0 : metrics.getHeight());
        double cellHeight = (bottom - GAP) / (double) rows.size();
        for (int row = 0; row < rows.size(); row++) {
            double y = GAP + row * cellHeight;
            text(graphics, String.valueOf(rows.get(row)), left - GAP, y + cellHeight / 2, 1);
            for (int column = 0; column < columns.size(); column++) {
                cell(
                        graphics,
                        row,
                        column,
                        new Rectangle2D.Double(left + column * cellWidth, y, cellWidth, cellHeight));
            }
        }
        for (int column = 0; column < columns.size(); column++) {
            String name = String.valueOf(columns.get(column));
            double middle = left + (column + 0.5) * cellWidth;
            if (slanted) {
                columnName(graphics, name, middle, bottom + GAP);
            } else {
                text(graphics, name, middle, bottom + 2.0 * GAP, 0.5);
            }
        }
        colourBar(graphics, right + GAP, bottom);
        text(graphics, footnote, (left + right) / 2.0, height - metrics.getHeight() / 2.0 - 2, 0.5);
    }

    private void cell(Graphics2D graphics, int row, int column, Rectangle2D area) {
        Object value = list(list(map.get("z")).get(row)).get(column);
        Color colour = colours.of(value);
        graphics.setColor(colour);
        int x = (int) area.getX();
        int y = (int) area.getY();
        graphics.fillRect(x, y, (int) area.getMaxX() - x - 1, (int) area.getMaxY() - y - 1);
        Object row2 = map.get("text") instanceof List<?> texts ? texts.get(row) : List.of();
        graphics.setColor(dark(colour) ? Color.WHITE : Color.decode(Palette.INK));
        if (row2 instanceof List<?> texts && value != null) {
            text(graphics, String.valueOf(texts.get(column)), area.getCenterX(), area.getCenterY(), 0.5);
        }
        graphics.setColor(Color.decode(Palette.INK));
        for (Map<?, ?> mark : marks) {
            for (int i = 0; i < list(mark.get("x")).size(); i++) {
                if (list(mark.get("x")).get(i).equals(columns.get(column))
                        && list(mark.get("y")).get(i).equals(rows.get(row))) {
                    cross(graphics, area.getCenterX(), area.getCenterY());
                }
            }
        }
    }

    private static void cross(Graphics2D graphics, double x, double y) {
        graphics.setStroke(new BasicStroke(1.5f));
        graphics.drawLine((int) x - 4, (int) y - 4, (int) x + 4, (int) y + 4);
        graphics.drawLine((int) x - 4, (int) y + 4, (int) x + 4, (int) y - 4);
    }

    private void columnName(Graphics2D graphics, String name, double x, double y) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(-SLOPE, x, y);
        text(graphics, name, x, y, 1);
        graphics.setTransform(before);
    }

    private void colourBar(Graphics2D graphics, int x, int bottom) {
        int top = GAP;
        double low = colours.low();
        double high = colours.high();
        for (int y = top; y < bottom; y++) {
            graphics.setColor(colours.of(high - (high - low) * (y - top) / (bottom - top)));
            graphics.fillRect(x, y, BAR, 1);
        }
        graphics.setColor(Color.decode(Palette.INK));
        List<?> places = colourBar("tickvals");
        for (int i = 0; i < places.size(); i++) {
            double y = top + (high - number(places.get(i))) / (high - low) * (bottom - top);
            text(graphics, String.valueOf(colourBar("ticktext").get(i)), x + BAR + GAP / 2.0, y, 0);
        }
    }

    private List<?> colourBar(String key) {
        return map.get("colorbar") instanceof Map<?, ?> bar ? list(bar.get(key)) : List.of();
    }

    private static boolean dark(Color colour) {
        return 0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue() < 128;
    }

    /** Writes a text whose left (0), middle (0.5) or right (1) end is at x, and whose middle height is at y. */
    private static void text(Graphics2D graphics, String text, double x, double y, double end) {
        StillPoints.write(graphics, StillPicture.text(text), x, y, end);
    }

    private static int longest(FontMetrics metrics, List<?> texts) {
        return texts.stream()
                .mapToInt(text -> metrics.stringWidth(StillPicture.text(text)))
                .max()
                .orElse(0);
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
