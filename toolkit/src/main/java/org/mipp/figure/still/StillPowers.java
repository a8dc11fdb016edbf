package org.mipp.figure.still;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.mipp.figure.Palette;

/**
 * Writes the numbers at the logarithmic axes of an XChart chart. XChart itself writes powers of ten only, of which the axis
 * may have none, or all that it has, one over the other: it makes room for those, and they are written here.
 */
final class StillPowers {

    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final String POWER = "0E0";
    private static final Color UNSEEN = new Color(255, 255, 255, 0);
    private static final int APART = 6; // pixels between two numbers, and between them and the marks of the axis

    private final XYChart chart;
    private final List<Map<?, ?>> traces;
    private final StillAxis x;
    private final StillAxis y;

    StillPowers(XYChart chart, List<Map<?, ?>> traces, StillAxis x, StillAxis y) {
        this.chart = chart;
        this.traces = traces;
        this.x = x;
        this.y = y;
    }

    /** Lets XChart make room for the numbers at logarithmic axes without writing any. */
    void hideLabels() {
        AxesChartStyler styler = chart.getStyler();
        if (x.logarithmic()) {
            styler.setXAxisLogarithmicDecadeOnly(false).setXAxisTickLabelsColor(UNSEEN);
        }
        if (y.logarithmic()) {
            styler.setYAxisLogarithmicDecadeOnly(false).setYAxisTickLabelsColor(UNSEEN);
            ends(y).ifPresent(span -> styler.setYAxisDecimalPattern(asWideAs(y.powers(span))));
        }
    }

    /** A pattern for numbers none of which is narrower than the widest of these labels. */
    private static String asWideAs(List<StillAxis.Label> labels) {
        int widest =
                labels.stream().mapToInt(label -> label.text().length()).max().orElse(0);
        return (widest > POWER.length() ? "'" + "0".repeat(widest - POWER.length()) + "'" : "") + POWER;
    }

    /** Writes what has room, from the left and from below. */
    void draw(Graphics2D graphics) {
        graphics.setFont(TEXT);
        graphics.setColor(Color.decode(Palette.INK));
        if (x.logarithmic()) {
            ends(x).ifPresent(span -> below(graphics, span));
        }
        if (y.logarithmic()) {
            ends(y).ifPresent(span -> beside(graphics, span));
        }
    }

    private void below(Graphics2D graphics, double[] span) {
        FontMetrics metrics = graphics.getFontMetrics();
        double line = edge(y, false) + offset() + metrics.getAscent() / 2.0;
        double free = Double.NEGATIVE_INFINITY;
        for (StillAxis.Label label : x.powers(span)) {
            double at = chart.getScreenXFromChart(label.at());
            double half = metrics.stringWidth(label.text()) / 2.0;
            if (at - half >= free) {
                StillPoints.write(graphics, label.text(), at, line, 0.5);
                free = at + half + APART;
            }
        }
    }

    private void beside(Graphics2D graphics, double[] span) {
        double right = edge(x, true) - offset();
        double free = Double.POSITIVE_INFINITY;
        for (StillAxis.Label label : y.powers(span)) {
            double at = chart.getScreenYFromChart(label.at());
            if (at <= free) {
                StillPoints.write(graphics, label.text(), right, at, 1);
                free = at - graphics.getFontMetrics().getAscent() - APART / 2.0;
            }
        }
    }

    private Optional<double[]> ends(StillAxis axis) {
        return axis.limits(traces).or(() -> axis.span(traces));
    }

    private double offset() {
        AxesChartStyler styler = chart.getStyler();
        return styler.getAxisTickMarkLength() + styler.getAxisTickPadding() + styler.getPlotMargin();
    }

    /** The left or the lower edge of the plot, which is wider than its values by what XChart leaves free around them. */
    private double edge(StillAxis axis, boolean left) {
        double[] ends = ends(axis).orElse(new double[] {0, 1});
        if (left && chart.getStyler().getXAxisMin() != null) {
            ends = new double[] {
                chart.getStyler().getXAxisMin(), chart.getStyler().getXAxisMax()
            };
        }
        if (!left && chart.getStyler().getYAxisMin() != null) {
            ends = new double[] {
                chart.getStyler().getYAxisMin(), chart.getStyler().getYAxisMax()
            };
        }
        double from = left ? chart.getScreenXFromChart(ends[0]) : chart.getScreenYFromChart(ends[0]);
        double to = left ? chart.getScreenXFromChart(ends[1]) : chart.getScreenYFromChart(ends[1]);
        double share = chart.getStyler().getPlotContentSize();
        return from - (to - from) * (1 - share) / share / 2;
    }
}
