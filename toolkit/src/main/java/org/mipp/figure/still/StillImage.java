package org.mipp.figure.still;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.Palette;

/** A picture, or a heat map without names as one, one colour per cell, cells square: images and maps of pixels. */
final class StillImage {

    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final int GAP = 10;

    private static final Pattern INSIDE = Pattern.compile("data:image/png;base64,(.*)");

    private final @Nullable BufferedImage image; // none if it would be empty
    private final String title;
    private final Object interpolation;

    private StillImage(@Nullable BufferedImage image, String title, Object interpolation) {
        this.image = image;
        this.title = title;
        this.interpolation = interpolation;
    }

    /** A heat map, whose rows come from top to bottom or, as in Plotly unless its axis is reversed, upwards. */
    static StillImage ofHeatMap(Map<?, ?> trace, String title, boolean downwards) {
        List<?> rows = StillAxis.list(trace.get("z"));
        int columns = rows.isEmpty() ? 0 : StillAxis.list(rows.get(0)).size();
        return new StillImage(
                columns == 0 ? null : image(rows, columns, StillColours.of(trace), downwards),
                title,
                RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    }

    private static BufferedImage image(List<?> rows, int columns, StillColours colours, boolean downwards) {
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
        return image;
    }

    /** A picture that the trace holds itself, as PNG; one that lies elsewhere cannot be drawn. */
    static StillImage ofPicture(Map<?, ?> trace, String title) {
        Matcher inside = INSIDE.matcher(String.valueOf(trace.get("source")));
        if (!inside.matches()) {
            throw new IllegalArgumentException("a picture that is not inside the figure");
        }
        try (InputStream png = new ByteArrayInputStream(Base64.getDecoder().decode(inside.group(1)))) {
            return new StillImage(ImageIO.read(png), title, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void paint(Graphics2D graphics, int width, int height) {
        graphics.setFont(TITLE);
        FontMetrics metrics = graphics.getFontMetrics();
        int top = title.isEmpty() ? GAP : metrics.getHeight() + GAP;
        graphics.setColor(Color.decode(Palette.INK));
        StillPoints.write(graphics, title, width / 2.0, top / 2.0, 0.5);
        if (image == null) {
            return;
        }
        int columns = image.getWidth();
        int lines = image.getHeight();
        double room = Math.min((width - 2.0 * GAP) / columns, (double) (height - top - GAP) / lines);
        double cell = room >= 1 && room < 1.15 ? 1 : room; // pixel by pixel: sharp, and a small file
        int wide = (int) (cell * columns);
        int high = (int) (cell * lines);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, interpolation);
        graphics.drawImage(image, (width - wide) / 2, top, wide, high, null);
    }
}
