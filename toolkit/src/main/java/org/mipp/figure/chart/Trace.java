package org.mipp.figure.chart;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;

/** Builds one Plotly trace step by step. */
public final class Trace {

    private final Map<String, Object> map = new LinkedHashMap<>();

    private Trace(String type) {
        map.put("type", type);
    }

    public static Trace line(List<? extends @Nullable Number> x, List<? extends @Nullable Number> y, String colour) {
        Trace trace = new Trace("scatter").with("x", x).with("y", y).with("mode", "lines");
        return trace.with("line", Map.of("color", colour, "width", 2));
    }

    public static Trace markers(List<? extends Number> x, List<? extends Number> y, String colour) {
        Trace trace = new Trace("scatter").with("x", x).with("y", y).with("mode", "markers");
        return trace.with("marker", Map.of("color", colour, "size", 7));
    }

    /** Markers at places of which one axis or both are names. */
    public static Trace points(List<?> x, List<?> y, String colour) {
        Trace trace = new Trace("scatter").with("x", x).with("y", y).with("mode", "markers");
        return trace.with("marker", Map.of("color", colour, "size", 9));
    }

    public static Trace linesAndMarkers(List<?> x, List<? extends Number> y, Palette.Style style) {
        Trace trace = new Trace("scatter").with("x", x).with("y", y).with("mode", "lines+markers");
        return trace.with("line", Map.of("color", style.colour(), "width", 2, "dash", style.dash()))
                .with("marker", Map.of("color", style.colour(), "size", 8, "symbol", style.symbol()));
    }

    public static Trace bars(List<?> x, List<? extends @Nullable Number> y, String colour) {
        return new Trace("bar").with("x", x).with("y", y).with("marker", Map.of("color", colour));
    }

    /** A histogram's outline, filled. */
    public static Trace steps(List<? extends Number> x, List<? extends Number> y, String colour) {
        Trace trace = line(x, y, colour).with("fill", "tozeroy");
        return trace.with("line", Map.of("color", colour, "width", 2, "shape", "hvh"));
    }

    public static Trace heatmap(List<List<Integer>> z) {
        return new Trace("heatmap").with("z", z);
    }

    /** A picture, one pixel per unit of both axes, as the address of its file or with all of it inside. */
    public static Trace picture(String source) {
        return new Trace("image").with("source", source);
    }

    /** One cell per row of y and column of x, coloured by z from {@code -reach} to {@code reach}; null is left out. */
    public static Trace differences(
            List<String> x, List<String> y, List<? extends List<? extends @Nullable Double>> z, double reach) {
        return new Trace("heatmap")
                .with("x", x)
                .with("y", y)
                .with("z", z)
                .with("zmin", -reach)
                .with("zmax", reach)
                .with("xgap", 1)
                .with("ygap", 1)
                .with(
                        "colorscale",
                        List.of(List.of(0, Palette.BLUE), List.of(0.5, "#FFFFFF"), List.of(1, Palette.VERMILION)));
    }

    /** One cell per row of y and column of x, coloured by z from 0 to {@code most}. */
    public static Trace amounts(List<String> x, List<String> y, List<List<Double>> z, double most) {
        return new Trace("heatmap")
                .with("x", PlotlyText.places(x))
                .with("y", PlotlyText.places(y))
                .with("z", z)
                .with("zmin", 0)
                .with("zmax", most)
                .with("xgap", 1)
                .with("ygap", 1)
                .with("colorscale", List.of(List.of(0, "#FFFFFF"), List.of(1, Palette.BLUE)));
    }

    /** A filled area without outline, faint enough to lie under lines. */
    public static Trace area(List<? extends Number> x, List<? extends Number> y, String colour) {
        return new Trace("scatter")
                .with("x", x)
                .with("y", y)
                .with("mode", "none")
                .with("fill", "toself")
                .with("fillcolor", colour)
                .with("opacity", 0.15)
                .with("hoverinfo", "skip");
    }

    public Trace with(String key, Object value) {
        map.put(key, value);
        return this;
    }

    public Trace named(String name) {
        return with("name", PlotlyText.name(name));
    }

    /** In the legend, once for the traces of that name in all panels. */
    public Trace grouped(String name) {
        return grouped(name, true);
    }

    /** Shown and hidden together with the other traces of that name. */
    public Trace grouped(String name, boolean inLegend) {
        return named(name).with("legendgroup", PlotlyText.name(name)).with("showlegend", inLegend);
    }

    /** Draws markers of another shape, in Plotly's names. */
    public Trace symbol(String name) {
        Map<String, Object> marker = new LinkedHashMap<>(mapOf("marker"));
        marker.put("symbol", name);
        return with("marker", marker);
    }

    public Trace dashed() {
        Map<String, Object> line = new LinkedHashMap<>(mapOf("line"));
        line.put("dash", "dash");
        return with("line", line);
    }

    public Trace errors(List<? extends Number> spread) {
        return errors(spread, Palette.INK);
    }

    public Trace errors(List<? extends Number> spread, String colour) {
        return with("error_y", Map.of("type", "data", "array", spread, "thickness", 1, "width", 2, "color", colour));
    }

    public Trace hover(List<String> texts) {
        return with("hovertext", texts.stream().map(PlotlyText::hover).toList())
                .with("hovertemplate", "%{hovertext}<extra></extra>");
    }

    /** Keeps its colours on a dark page too, as a picture does. */
    public Trace asPicture() {
        return with("meta", "picture");
    }

    Map<String, Object> on(int panel) {
        if (panel > 0) {
            map.put("xaxis", "x" + (panel + 1));
            map.put("yaxis", "y" + (panel + 1));
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> mapOf(String key) {
        return (Map<String, Object>) map.getOrDefault(key, Map.of());
    }

    static List<Double> list(double... values) {
        return Arrays.stream(values).boxed().collect(Collectors.toList());
    }
}
