package org.mipp.figure.still;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.mipp.figure.Palette;

/** A heat map without names as a picture, one colour per cell, cells square: images and maps of pixels. */
final class StillImage {

    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final int GAP = 10;

    private final List<?> rows;
    private final StillColours colours;
    private final String title;
    private final boolean downwards;

    /** Rows come from top to bottom or, as in Plotly unless its axis is reversed, upwards. */
    StillImage(Map<?, ?> trace, String title, boolean downwards) {
        this.rows = StillAxis.list(trace.get("z"));
        this.colours = StillColours.of(trace);
        this.title = title;
        this.downwards = downwards;
    }

    void paint(Graphics2D graphics, int width, int height) {
        graphics.setFont(TITLE);
        FontMetrics metrics = graphics.getFontMetrics();
        int top = title.isEmpty() ? GAP : metrics.getHeight() + GAP;
        graphics.setColor(Color.decode(Palette.INK));
        StillPoints.write(graphics, title, width / 2.0, top / 2.0, 0.5);
        int columns = rows.isEmpty() ? 0 : StillAxis.list(rows.get(0)).size();
        if (columns == 0) {
            return;
        }
        BufferedImage image = new BufferedImage(columns, rows.size(), BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < rows.size(); row++) {
            List<?> line = StillAxis.list(rows.get(row));
            for (int column = 0; column < columns; column++) {
                image.setRGB(
                        column,
                        downwards ? row : rows.size() - 1 - row,
                        colours.of(line.get(column)).getRGB());
            }
        }
        double cell = Math.min((width - 2.0 * GAP) / columns, (double) (height - top - GAP) / rows.size());
        int wide = (int) (cell * columns);
        int high = (int) (cell * rows.size());
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.drawImage(image, (width - wide) / 2, top, wide, high, null);
    }
}
