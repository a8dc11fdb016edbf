package org.mipp.figure.still;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mipp.figure.Palette;

/** The title above the panels of a {@link StillPicture}, and the legend below them. */
final class StillCaption {

    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    private static final int LEGEND_LINE = 18;
    private static final int LEGEND_LEFT = 20;
    private static final int LEGEND_GAP = 55;
    private static final int LEGEND_SAMPLE = 28;

    private final PlotlyContent figure;
    private final Graphics2D graphics;

    StillCaption(PlotlyContent figure, Graphics2D graphics) {
        this.figure = figure;
        this.graphics = graphics;
    }

    /** The title in one line, notes under it in smaller letters. */
    int drawTitle() {
        String title = StillPicture.raw(figure.layout().get("title"));
        graphics.setColor(Color.decode(Palette.INK));
        int y = 22;
        for (String line : title.split("<br>")) {
            graphics.setFont(y == 22 ? TITLE : StillPicture.TEXT);
            String plain = StillPicture.text(line.replaceAll("</?span[^>]*>", ""));
            graphics.drawString(plain, LEGEND_LEFT, y);
            y += StillPicture.TITLE_LINE;
        }
        return title.isEmpty() ? 0 : y - StillPicture.TITLE_LINE + 10;
    }

    /** The names of the traces that Plotly's legend shows, under the panels, in as many lines as they need. */
    int drawLegend() {
        if (!Boolean.TRUE.equals(figure.layout().get("showlegend"))) {
            return 0;
        }
        graphics.setFont(StillPicture.TEXT);
        FontMetrics metrics = graphics.getFontMetrics();
        List<List<Map<String, Object>>> lines = new ArrayList<>(List.of(new ArrayList<>()));
        int used = LEGEND_LEFT;
        for (Map<String, Object> trace : figure.data()) {
            if (Boolean.TRUE.equals(trace.get("showlegend"))) {
                int wide = metrics.stringWidth(StillPicture.text(trace.get("name"))) + LEGEND_GAP;
                if (used + wide > figure.width() && used > LEGEND_LEFT) {
                    lines.add(new ArrayList<>());
                    used = LEGEND_LEFT;
                }
                lines.get(lines.size() - 1).add(trace);
                used += wide;
            }
        }
        int y = figure.height() - LEGEND_LINE * lines.size() + LEGEND_LINE / 2;
        for (List<Map<String, Object>> line : lines) {
            drawLegend(line, y);
            y += LEGEND_LINE;
        }
        return LEGEND_LINE * lines.size();
    }

    private void drawLegend(List<Map<String, Object>> traces, int y) {
        int x = LEGEND_LEFT;
        for (Map<String, Object> trace : traces) {
            String name = StillPicture.text(trace.get("name"));
            StillPanel.sample(graphics, trace, x, y - 4, LEGEND_SAMPLE);
            graphics.setColor(Color.decode(Palette.INK));
            graphics.drawString(name, x + LEGEND_SAMPLE + 5, y);
            x += graphics.getFontMetrics().stringWidth(name) + LEGEND_GAP;
        }
    }
}
