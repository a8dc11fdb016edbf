package org.mipp.figure.still;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.mipp.figure.Palette;

/** One pair of axes of a {@link StillPicture}, drawn by the XChart chart that fits its traces. */
public final class StillPanel {

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    private static final int MOST_CHARACTERS = 9; // of a number at an axis
    private static final MathContext DIGITS = new MathContext(6); // enough to tell neighbours apart, and no dust behind

    /** An open circle around another marker. */
    private static final Marker RING = new Marker() {
        @Override
        public void paint(Graphics2D graphics, double x, double y, int size) {
            graphics.setStroke(new BasicStroke(2));
            double radius = 0.8 * size;
            graphics.draw(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        }
    };

    private final List<Map<?, ?>> traces;
    private final Map<?, ?> xAxis;
    private final Map<?, ?> yAxis;
    private final String title;
    private final boolean stacked;

    StillPanel(List<Map<?, ?>> traces, Map<?, ?> xAxis, Map<?, ?> yAxis, String title, boolean stacked) {
        this.traces = traces;
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.title = title;
        this.stacked = stacked;
    }

    void paint(Graphics2D graphics, int width, int height) {
        boolean named = StillAxis.named(traces, "x") || StillAxis.named(traces, "y");
        if (anyOfType("heatmap") && named) {
            new StillHeatMap(traces, StillPicture.text(xAxis.get("title"))).paint(graphics, width, height);
        } else if (anyOfType("image")) {
            StillImage.ofPicture(traces.get(0), title).paint(graphics, width, height);
        } else if (anyOfType("heatmap")) {
            StillImage.ofHeatMap(traces.get(0), title, "reversed".equals(yAxis.get("autorange")))
                    .paint(graphics, width, height);
        } else if (anyOfType("bar")) {
            new StillBars(traces, xAxis, yAxis, stacked).paint(graphics, width, height, title);
        } else {
            new StillPoints(traces, xAxis, yAxis).paint(graphics, width, height, title);
        }
    }

    private boolean anyOfType(String type) {
        return traces.stream().anyMatch(trace -> type.equals(trace.get("type")));
    }

    static void style(AxesChartStyler styler, Map<?, ?> yAxis) {
        Styler base = styler;
        base.setLegendVisible(false);
        base.setChartBackgroundColor(Color.WHITE);
        base.setPlotBackgroundColor(Color.WHITE);
        base.setPlotBorderVisible(false);
        base.setChartTitleFont(TITLE);
        base.setChartTitleBoxVisible(false);
        styler.setLocale(Locale.ROOT); // of the digits
        styler.setAxisTitleFont(LABEL);
        styler.setAxisTickLabelsFont(LABEL);
        styler.setPlotGridLinesColor(new Color(0xE6E6E6));
        styler.setMarkerSize(6);
        styler.setYAxisLogarithmic("log".equals(yAxis.get("type")));
        if (!styler.isYAxisLogarithmic()) {
            styler.setyAxisTickLabelsFormattingFunction(StillPanel::label);
        }
        if (yAxis.get("range") instanceof List<?> range
                && !styler.isYAxisLogarithmic()
                && range.get(0) instanceof Number low
                && range.get(1) instanceof Number high) {
            styler.setYAxisMin(low.doubleValue());
            styler.setYAxisMax(high.doubleValue());
        }
    }

    /** A number at an axis as people write it, where XChart leaves out the zero before the point. */
    public static String label(double value) {
        if (!Double.isFinite(value)) {
            return ""; // of an axis without values
        }
        String plain = new BigDecimal(value, DIGITS).stripTrailingZeros().toPlainString();
        return plain.length() <= MOST_CHARACTERS ? plain : String.format(Locale.ROOT, "%.0e", value);
    }

    public static String colour(Map<?, ?> trace) {
        for (String part : new String[] {"marker", "line"}) {
            if (trace.get(part) instanceof Map<?, ?> map && map.get("color") instanceof String colour) {
                return colour;
            }
        }
        return Palette.BLUE;
    }

    static boolean withLines(Map<?, ?> trace) {
        return String.valueOf(trace.get("mode")).contains("lines");
    }

    static Marker markers(Map<?, ?> trace) {
        if (!String.valueOf(trace.get("mode")).contains("markers")) {
            return SeriesMarkers.NONE;
        }
        Object symbol = trace.get("marker") instanceof Map<?, ?> marker ? marker.get("symbol") : null;
        return switch (String.valueOf(symbol)) {
            case "square" -> SeriesMarkers.SQUARE;
            case "diamond" -> SeriesMarkers.DIAMOND;
            case "cross" -> SeriesMarkers.PLUS;
            case "x" -> SeriesMarkers.CROSS;
            case "triangle-up" -> SeriesMarkers.TRIANGLE_UP;
            case "triangle-down" -> SeriesMarkers.TRIANGLE_DOWN;
            case "circle-open" -> RING;
            default -> SeriesMarkers.CIRCLE;
        };
    }

    static BasicStroke stroke(Map<?, ?> trace) {
        Object dash = trace.get("line") instanceof Map<?, ?> line ? line.get("dash") : null;
        float[] pattern =
                switch (String.valueOf(dash)) {
                    case "dash" -> new float[] {6, 4};
                    case "dot" -> new float[] {2, 3};
                    case "dashdot" -> new float[] {6, 3, 2, 3};
                    default -> null;
                };
        float width = trace.get("line") instanceof Map<?, ?> line && line.get("width") instanceof Number number
                ? number.floatValue()
                : 2;
        return pattern == null
                ? new BasicStroke(width)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern, 0);
    }

    /** Draws what a trace looks like into a legend: a piece of its line, its marker, or a patch of its colour. */
    static void sample(Graphics2D graphics, Map<?, ?> trace, int x, int y, int width) {
        graphics.setColor(Color.decode(colour(trace)));
        boolean scatter = trace.get("mode") != null;
        if (!scatter) {
            graphics.fillRect(x, y - 4, width, 8);
        }
        if (scatter && withLines(trace)) {
            graphics.setStroke(stroke(trace));
            graphics.drawLine(x, y, x + width, y);
        }
        graphics.setStroke(new BasicStroke(1));
        markers(trace).paint(graphics, x + width / 2.0, y, 7);
    }
}
