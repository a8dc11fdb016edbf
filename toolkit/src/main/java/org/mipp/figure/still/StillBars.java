package org.mipp.figure.still;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.markers.Marker;

/**
 * Bars of a {@link StillPicture}, with lines and markers over them, drawn by XChart. Lines are drawn here: XChart begins a
 * dash anew at every place, and where places are narrower than a dash the line looks solid.
 */
final class StillBars {

    private static final int ALL_LABELLED = 16;
    private static final int FEWER_LABELS = 12;
    private static final double BEYOND = 1e-6; // of the axis: too little to be seen

    private final List<Map<?, ?>> traces;
    private final Map<?, ?> xAxis;
    private final Map<?, ?> yAxis;
    private final boolean stacked;
    private final List<Object> places;

    StillBars(List<Map<?, ?>> traces, Map<?, ?> xAxis, Map<?, ?> yAxis, boolean stacked) {
        this.traces = traces;
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.stacked = stacked;
        this.places = places();
    }

    /** A line with its markers; takes down where XChart puts them, one for each value. */
    private static final class Line extends Marker {

        private final Map<?, ?> trace;
        private final List<@Nullable Double> values;
        private final Path2D path = new Path2D.Double();
        private int next;

        private Line(Map<?, ?> trace, List<@Nullable Double> values) {
            this.trace = trace;
            this.values = values;
        }

        @Override
        public void paint(Graphics2D graphics, double x, double y, int size) {
            boolean apart = next == 0;
            while (next < values.size() && values.get(next) == null) {
                apart = true;
                next++;
            }
            next++;
            if (apart) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
            StillPanel.markers(trace).paint(graphics, x, y, size);
        }

        private void draw(Graphics2D graphics) {
            graphics.setColor(Color.decode(StillPanel.colour(trace)));
            graphics.setStroke(StillPanel.stroke(trace));
            graphics.draw(path);
        }
    }

    void paint(Graphics2D graphics, int width, int height, String title) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(StillPicture.text(xAxis.get("title")))
                .yAxisTitle(StillPicture.text(yAxis.get("title")))
                .build();
        style(chart);
        List<Line> lines = new ArrayList<>();
        for (Map<?, ?> trace : traces) {
            if (values(trace).stream().anyMatch(Objects::nonNull)) {
                add(chart, trace, lines);
            }
        }
        chart.paint(graphics, width, height);
        lines.forEach(line -> line.draw(graphics));
    }

    private void style(CategoryChart chart) {
        StillPanel.style(chart.getStyler(), yAxis);
        chart.getStyler().setStacked(stacked).setOverlapped(!stacked);
        // XChart writes the last label twice where it leaves out only few
        int labels = places.size() <= ALL_LABELLED ? ALL_LABELLED : FEWER_LABELS;
        chart.getStyler().setAvailableSpaceFill(0.85).setXAxisMaxLabelCount(labels);
        if (xAxis.get("tickangle") instanceof Number angle) {
            chart.getStyler().setXAxisLabelRotation((int) Math.round(-angle.doubleValue())); // the other way round
        }
        if (chart.getStyler().getYAxisMax() == null && !chart.getStyler().isYAxisLogarithmic()) {
            // else it labels values instead of round numbers where they are equally far from each other up to both ends
            double low = reach(-1);
            double high = reach(1);
            double beyond = BEYOND * (high - low);
            if (beyond > 0) {
                chart.getStyler().setYAxisMin(low < 0 ? low - beyond : 0).setYAxisMax(high > 0 ? high + beyond : 0);
            }
        }
    }

    /** How far bars, lines and their errors go from zero in a direction, 1 or -1. */
    private double reach(int direction) {
        double[] reach = new double[places.size()];
        for (Map<?, ?> trace : traces) {
            List<@Nullable Double> values = values(trace);
            List<@Nullable Double> errors = errors(trace);
            for (int i = 0; i < reach.length; i++) {
                Double value = values.get(i);
                if (value != null && Double.isFinite(value)) {
                    Double error = errors.isEmpty() ? null : errors.get(i);
                    double own = Math.max(0, direction * value + (error == null ? 0 : error));
                    reach[i] = stacked ? reach[i] + own : Math.max(reach[i], own);
                }
            }
        }
        return direction
                * IntStream.range(0, reach.length)
                        .mapToDouble(i -> reach[i])
                        .max()
                        .orElse(0);
    }

    private void add(CategoryChart chart, Map<?, ?> trace, List<Line> lines) {
        String name = String.valueOf(chart.getSeriesMap().size());
        List<@Nullable Double> errors = errors(trace);
        CategorySeries series = errors.isEmpty()
                ? chart.addSeries(name, places, values(trace))
                : chart.addSeries(name, places, values(trace), errors);
        Color colour = Color.decode(StillPanel.colour(trace));
        series.setFillColor(colour);
        series.setLineColor(colour);
        series.setMarkerColor(colour);
        if (!"bar".equals(trace.get("type"))) {
            series.setChartCategorySeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Scatter);
            series.setMarker(StillPanel.markers(trace));
        }
        if (StillPanel.withLines(trace)) {
            Line line = new Line(trace, values(trace));
            lines.add(line);
            series.setMarker(line);
        }
    }

    /** All places on the x axis, in the order in which traces name them; as texts if any of them is one. */
    private List<Object> places() {
        Set<Object> all = new LinkedHashSet<>();
        traces.forEach(trace -> all.addAll(x(trace)));
        return new ArrayList<>(all);
    }

    private List<?> x(Map<?, ?> trace) {
        List<?> x = StillAxis.list(trace.get("x"));
        return StillAxis.named(traces, "x") ? x.stream().map(String::valueOf).toList() : x;
    }

    private List<@Nullable Double> values(Map<?, ?> trace) {
        return atPlaces(trace, trace.get("y"));
    }

    /** Of error bars; empty if there are none. */
    private List<@Nullable Double> errors(Map<?, ?> trace) {
        return trace.get("error_y") instanceof Map<?, ?> error ? atPlaces(trace, error.get("array")) : List.of();
    }

    /** A trace's values at all places, nothing where it has none. */
    private List<@Nullable Double> atPlaces(Map<?, ?> trace, @Nullable Object list) {
        List<?> x = x(trace);
        double[] values = StillAxis.numbers(list);
        List<@Nullable Double> spread = new ArrayList<>(Collections.nCopies(places.size(), null));
        for (int i = 0; i < Math.min(x.size(), values.length); i++) {
            spread.set(places.indexOf(x.get(i)), Double.isNaN(values[i]) ? null : values[i]);
        }
        return spread;
    }
}
