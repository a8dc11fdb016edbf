package org.mipp.figure.network;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;

/** Pictures in rows, each framed in a colour and with a word below it, which stand in the picture that GitHub shows too. */
final class Gallery {

    private static final int SIDE = 60; // of a picture, in pixels
    private static final int WIDE = 72;
    private static final int HIGH = 86;
    private static final int COLUMNS = 10;
    private static final int MOST = 120;
    private static final int ABOVE = 70;
    private static final int LINE = 17;

    /**
     * One of the pictures.
     *
     * @param pixels of any size
     * @param caption a word
     * @param colour of frame and caption, as {@code #RRGGBB}
     * @param faded whether it is drawn pale
     * @param said under the mouse
     */
    record Entry(BufferedImage pixels, String caption, String colour, boolean faded, String said) {}

    private Gallery() {}

    /** Draws the first pictures of a list under a title with notes; tells how many there are more. */
    static Figure of(String title, List<String> notes, List<Entry> entries) {
        List<Entry> shown = entries.subList(0, Math.min(MOST, entries.size()));
        List<String> lines = new ArrayList<>(notes);
        if (shown.size() < entries.size()) {
            lines.add(String.format(Locale.ROOT, "the first %d of %,d are shown", MOST, entries.size()));
        }
        Panels panels = new Panels(title, 1, 1);
        lines.forEach(panels::note);
        if (shown.isEmpty()) {
            return panels.note("There is nothing to show.").figure();
        }
        int rows = (shown.size() + COLUMNS - 1) / COLUMNS;
        panels.panel("", "", "");
        for (String axis : new String[] {"x", "y"}) {
            panels.axis(axis, "visible", false).axis(axis, "constrain", "domain");
        }
        panels.axis("y", "autorange", "reversed").axis("y", "scaleanchor", "x");
        panels.add(Trace.picture(picture(shown, rows)).asPicture().with("hoverinfo", "skip"))
                .add(places(shown));
        int above = ABOVE + LINE * lines.size();
        return panels.figure()
                .withLayout("hoverdistance", WIDE)
                .withLayout("height", above + 20 + rows * HIGH)
                .withLayout("margin", Map.of("l", 20, "r", 20, "t", above, "b", 20));
    }

    private static Trace places(List<Entry> shown) {
        List<Integer> x = new ArrayList<>();
        List<Integer> y = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            x.add(i % COLUMNS * WIDE + WIDE / 2);
            y.add(Math.floorDiv(i, COLUMNS) * HIGH + SIDE / 2);
        }
        return Trace.markers(x, y, Palette.BLUE)
                .with("marker", Map.of("color", Palette.BLUE, "size", 1))
                .with("opacity", 0)
                .hover(shown.stream().map(Entry::said).toList());
    }

    private static String picture(List<Entry> shown, int rows) {
        BufferedImage all = new BufferedImage(COLUMNS * WIDE, rows * HIGH, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = all.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, all.getWidth(), all.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (int i = 0; i < shown.size(); i++) {
            draw(shown.get(i), graphics, i % COLUMNS * WIDE, Math.floorDiv(i, COLUMNS) * HIGH);
        }
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(all, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static void draw(Entry entry, Graphics2D graphics, int left, int top) {
        double scale = (double) SIDE
                / Math.max(entry.pixels().getWidth(), entry.pixels().getHeight());
        int wide = Math.max(1, (int) Math.round(scale * entry.pixels().getWidth()));
        int high = Math.max(1, (int) Math.round(scale * entry.pixels().getHeight()));
        int x = left + (WIDE - wide) / 2;
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                scale > 1
                        ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                        : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(entry.pixels(), x, top + 3, wide, high, null);
        if (entry.faded()) {
            graphics.setColor(new Color(255, 255, 255, 150));
            graphics.fillRect(x, top + 3, wide, high);
        }
        graphics.setColor(Color.decode(entry.colour()));
        graphics.setStroke(new BasicStroke(entry.faded() ? 1 : 2));
        graphics.drawRect(x - 2, top + 1, wide + 3, high + 3);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        String caption = entry.caption();
        int width = graphics.getFontMetrics().stringWidth(caption);
        while (width > WIDE - 2 && caption.length() > 2) {
            caption = caption.substring(0, caption.length() - 2) + "…";
            width = graphics.getFontMetrics().stringWidth(caption);
        }
        graphics.drawString(caption, left + (WIDE - width) / 2, top + SIDE + 18);
    }
}
