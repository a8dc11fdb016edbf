package org.mipp.figure.still;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.mipp.figure.Palette;

/**
 * Lines and markers of a {@link StillPicture}, drawn by XChart. What XChart does not have is drawn beside and over its
 * chart: names on either axis, error bars of every trace, also unequal ones, and texts.
 */
final class StillPoints {

    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final double SLOPE = Math.PI / 5; // of names below the x axis that have no room side by side
    private static final int GAP = 6;
    private static final double MARGIN = 0.01; // of the x axis beyond its values
    private static final double ROOM = 0.04; // of the y axis beyond error bars
    private static final double NEXT_TO_NOTHING = 1e-6; // of the y axis: too little to be seen
    private static final int MOST_TICKS = 5; // below the x axis
    private static final int LEAST_APART = 80; // pixels
    private static final int CAP = 3; // half of the line across the end of an error bar

    private final List<Map<?, ?>> traces;
    private final Map<?, ?> xAxis;
    private final Map<?, ?> yAxis;
    private final StillAxis x;
    private final StillAxis y;
    private final Optional<double[]> heights;

    StillPoints(List<Map<?, ?>> traces, Map<?, ?> xAxis, Map<?, ?> yAxis) {
        this.traces = traces;
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.x = StillAxis.of(xAxis, traces, "x");
        this.y = StillAxis.of(yAxis, traces, "y");
        this.heights = heights();
    }

    void paint(Graphics2D graphics, int width, int height, String title) {
        graphics.setFont(TEXT);
        FontMetrics metrics = graphics.getFontMetrics();
        int left = x.longest(metrics) == 0 && y.longest(metrics) == 0 ? 0 : y.longest(metrics) + 2 * GAP;
        boolean slanted = x.slanted() || x.needs(metrics) > width - left;
        int bottom = x.longest(metrics) == 0
                ? 0
                : slanted
                        ? (int) (Math.sin(SLOPE) * x.longest(metrics)) + 4 * GAP
                        : x.lines() * metrics.getHeight() + 2 * GAP;
        Graphics2D inside = (Graphics2D) graphics.create(left, 0, width - left, height - bottom);
        XYChart chart = chart(width - left, height - bottom);
        chart.setTitle(title);
        chart.paint(inside, width - left, height - bottom);
        traces.forEach(trace -> drawErrors(inside, chart, trace));
        traces.forEach(trace -> drawTexts(inside, chart, trace));
        new StillPowers(chart, traces, x, y).draw(inside);
        inside.dispose();
        graphics.setFont(TEXT);
        graphics.setColor(Color.decode(Palette.INK));
        for (StillAxis.Label label : y.labels()) {
            write(graphics, label.text(), left - GAP / 2.0, chart.getScreenYFromChart(label.at()), 1);
        }
        for (StillAxis.Label label : x.labels()) {
            double at = left + chart.getScreenXFromChart(label.at());
            int top = height - bottom + GAP;
            if (slanted) {
                slanted(graphics, label.text().replace("<br>", " "), at, top);
            } else {
                double line = top + metrics.getHeight() / 2.0;
                for (String part : label.text().split("<br>")) {
                    write(graphics, part, at, line, 0.5);
                    line += metrics.getHeight();
                }
            }
        }
    }

    private XYChart chart(int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .xAxisTitle(StillPicture.text(xAxis.get("title")))
                .yAxisTitle(StillPicture.text(yAxis.get("title")))
                .build();
        StillPanel.style(chart.getStyler(), yAxis);
        chart.getStyler().setXAxisLogarithmic("log".equals(xAxis.get("type")));
        if (!chart.getStyler().isXAxisLogarithmic()) {
            chart.getStyler().setxAxisTickLabelsFormattingFunction(StillPanel::label);
        }
        chart.getStyler().setMarkerSize(markerSize());
        widths().ifPresent(limits -> chart.getStyler().setXAxisMin(limits[0]).setXAxisMax(limits[1]));
        new StillPowers(chart, traces, x, y).hideLabels();
        heights.ifPresent(limits -> chart.getStyler().setYAxisMin(limits[0]).setYAxisMax(limits[1]));
        chart.getStyler().setXAxisTickMarkSpacingHint(Math.max(LEAST_APART, width / MOST_TICKS));
        chart.getStyler().setXAxisTicksVisible(x.ticks()).setYAxisTicksVisible(y.ticks());
        chart.getStyler().setPlotGridVerticalLinesVisible(x.grid()).setPlotGridHorizontalLinesVisible(y.grid());
        int number = 0;
        for (Map<?, ?> trace : traces) {
            double[] ys = y.places(trace);
            if (ys.length > 0 && !"none".equals(trace.get("mode"))) { // areas are for screens: error bars say the same
                XYSeries series = chart.addSeries(number++ + "", x.places(trace), ys);
                Color colour = Color.decode(StillPanel.colour(trace));
                series.setLineColor(colour);
                series.setMarkerColor(colour);
                series.setLineStyle(StillPanel.stroke(trace));
                series.setMarker(StillPanel.markers(trace));
                if (!StillPanel.withLines(trace)) {
                    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
                }
            }
        }
        return chart;
    }

    /** XChart has one size for all: that of the smallest markers. */
    private int markerSize() {
        double smallest = traces.stream()
                .filter(trace -> String.valueOf(trace.get("mode")).contains("markers"))
                .map(trace -> trace.get("marker") instanceof Map<?, ?> marker ? marker.get("size") : null)
                .mapToDouble(size -> size instanceof Number number ? number.doubleValue() : 7)
                .min()
                .orElse(7);
        return (int) Math.max(1, Math.floor(0.9 * smallest));
    }

    /**
     * From where to where the x axis goes: as is said, or a little further than its values, since XChart labels values
     * instead of round numbers where they are equally far from each other up to both ends.
     */
    private Optional<double[]> widths() {
        if (x.limits(traces).isPresent() || x.logarithmic()) {
            return x.limits(traces);
        }
        return x.span(traces).filter(span -> span[1] > span[0]).map(span ->
                new double[] {span[0] - MARGIN * (span[1] - span[0]), span[1] + MARGIN * (span[1] - span[0])});
    }

    /**
     * From where to where the y axis goes: as is said, or so that error bars have room, or as {@link #widths} by next to
     * nothing further than its values; absent where XChart may decide.
     */
    private Optional<double[]> heights() {
        if (y.limits(traces).isPresent() || y.logarithmic()) {
            return y.limits(traces);
        }
        DoubleSummaryStatistics all = new DoubleSummaryStatistics();
        boolean errors = false;
        for (Map<?, ?> trace : traces) {
            double[] ys = y.places(trace);
            DoubleStream.of(ys).filter(Double::isFinite).forEach(all);
            if (trace.get("error_y") instanceof Map<?, ?> error) {
                double[] up = StillAxis.numbers(error.get("array"));
                double[] down = down(error, up);
                errors = true;
                IntStream.range(0, Math.min(ys.length, Math.min(up.length, down.length)))
                        .mapToObj(i -> new double[] {ys[i] + up[i], ys[i] - down[i]})
                        .flatMapToDouble(DoubleStream::of)
                        .filter(Double::isFinite)
                        .forEach(all);
            }
        }
        double margin = (errors ? ROOM : NEXT_TO_NOTHING) * (all.getMax() - all.getMin());
        return margin > 0 ? Optional.of(new double[] {all.getMin() - margin, all.getMax() + margin}) : Optional.empty();
    }

    private static double[] down(Map<?, ?> error, double[] up) {
        return Boolean.FALSE.equals(error.get("symmetric")) ? StillAxis.numbers(error.get("arrayminus")) : up;
    }

    /** The value, or the end of the axis that it is beyond. */
    private double within(double value) {
        return heights.map(ends -> Math.max(ends[0], Math.min(ends[1], value))).orElse(value);
    }

    private void drawErrors(Graphics2D graphics, XYChart chart, Map<?, ?> trace) {
        if (!(trace.get("error_y") instanceof Map<?, ?> error)) {
            return;
        }
        double[] up = StillAxis.numbers(error.get("array"));
        double[] down = down(error, up);
        double[] xs = x.places(trace);
        double[] ys = y.places(trace);
        graphics.setColor(
                Color.decode(error.get("color") instanceof String colour ? colour : StillPanel.colour(trace)));
        graphics.setStroke(new BasicStroke(1));
        for (int i = 0; i < Math.min(ys.length, Math.min(up.length, down.length)); i++) {
            double at = chart.getScreenXFromChart(xs[i]);
            double high = chart.getScreenYFromChart(within(ys[i] + up[i]));
            double low = chart.getScreenYFromChart(within(ys[i] - down[i]));
            if (Double.isFinite(at) && Double.isFinite(high) && Double.isFinite(low)) {
                graphics.draw(new Line2D.Double(at, low, at, high));
                graphics.draw(new Line2D.Double(at - CAP, low, at + CAP, low));
                graphics.draw(new Line2D.Double(at - CAP, high, at + CAP, high));
            }
        }
    }

    /** Texts above their places. */
    private void drawTexts(Graphics2D graphics, XYChart chart, Map<?, ?> trace) {
        if (!String.valueOf(trace.get("mode")).contains("text") || !(trace.get("text") instanceof List<?> texts)) {
            return;
        }
        graphics.setFont(TEXT);
        graphics.setColor(Color.decode(Palette.INK));
        double[] xs = x.places(trace);
        double[] ys = y.places(trace);
        for (int i = 0; i < Math.min(texts.size(), ys.length); i++) {
            write(
                    graphics,
                    StillPicture.text(texts.get(i)),
                    chart.getScreenXFromChart(xs[i]),
                    chart.getScreenYFromChart(ys[i]) - 2.5 * GAP,
                    0.5);
        }
    }

    private static void slanted(Graphics2D graphics, String text, double x, double y) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(-SLOPE, x, y);
        write(graphics, text, x, y, 1);
        graphics.setTransform(before);
    }

    /** Writes a text whose left (0), middle (0.5) or right (1) end is at x, and whose middle height is at y. */
    static void write(Graphics2D graphics, String text, double x, double y, double end) {
        FontMetrics metrics = graphics.getFontMetrics();
        float base = (float) (y + (metrics.getAscent() - metrics.getDescent()) / 2.0);
        graphics.drawString(text, (float) (x - end * metrics.stringWidth(text)), base);
    }
}
