package org.mipp.figure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds one Plotly trace step by step. */
final class Trace {

    private final Map<String, Object> map = new LinkedHashMap<>();

    private Trace(String type) {
        map.put("type", type);
    }

    static Trace line(List<? extends @Nullable Number> x, List<? extends @Nullable Number> y, String colour) {
        Trace trace = new Trace("scatter").with("x", x).with("y", y).with("mode", "lines");
        return trace.with("line", Map.of("color", colour, "width", 2));
    }

    static Trace markers(List<? extends Number> x, List<? extends Number> y, String colour) {
        Trace trace = new Trace("scatter").with("x", x).with("y", y).with("mode", "markers");
        return trace.with("marker", Map.of("color", colour, "size", 7));
    }

    /** Markers at places of which one axis or both are names. */
    static Trace points(List<?> x, List<?> y, String colour) {
        Trace trace = new Trace("scatter").with("x", x).with("y", y).with("mode", "markers");
        return trace.with("marker", Map.of("color", colour, "size", 9));
    }

    static Trace linesAndMarkers(List<?> x, List<? extends Number> y, Palette.Style style) {
        Trace trace = new Trace("scatter").with("x", x).with("y", y).with("mode", "lines+markers");
        return trace.with("line", Map.of("color", style.colour(), "width", 2, "dash", style.dash()))
                .with("marker", Map.of("color", style.colour(), "size", 8, "symbol", style.symbol()));
    }

    static Trace bars(List<?> x, List<? extends @Nullable Number> y, String colour) {
        return new Trace("bar").with("x", x).with("y", y).with("marker", Map.of("color", colour));
    }

    /** A histogram's outline, filled. */
    static Trace steps(List<? extends Number> x, List<? extends Number> y, String colour) {
        Trace trace = line(x, y, colour).with("fill", "tozeroy");
        return trace.with("line", Map.of("color", colour, "width", 2, "shape", "hvh"));
    }

    static Trace heatmap(List<List<Integer>> z) {
        return new Trace("heatmap").with("z", z);
    }

    /** One cell per row of y and column of x, coloured by z from {@code -reach} to {@code reach}; null is left out. */
    static Trace differences(
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
    static Trace amounts(List<String> x, List<String> y, List<List<Double>> z, double most) {
        return new Trace("heatmap")
                .with("x", Texts.places(x))
                .with("y", Texts.places(y))
                .with("z", z)
                .with("zmin", 0)
                .with("zmax", most)
                .with("xgap", 1)
                .with("ygap", 1)
                .with("colorscale", List.of(List.of(0, "#FFFFFF"), List.of(1, Palette.BLUE)));
    }

    /** A filled area without outline, faint enough to lie under lines. */
    static Trace area(List<? extends Number> x, List<? extends Number> y, String colour) {
        return new Trace("scatter")
                .with("x", x)
                .with("y", y)
                .with("mode", "none")
                .with("fill", "toself")
                .with("fillcolor", colour)
                .with("opacity", 0.15)
                .with("hoverinfo", "skip");
    }

    Trace with(String key, Object value) {
        map.put(key, value);
        return this;
    }

    Trace named(String name) {
        return with("name", Texts.name(name));
    }

    /** In the legend, once for the traces of that name in all panels. */
    Trace grouped(String name) {
        return grouped(name, true);
    }

    /** Shown and hidden together with the other traces of that name. */
    Trace grouped(String name, boolean inLegend) {
        return named(name).with("legendgroup", Texts.name(name)).with("showlegend", inLegend);
    }

    /** Draws markers of another shape, in Plotly's names. */
    Trace symbol(String name) {
        Map<String, Object> marker = new LinkedHashMap<>(mapOf("marker"));
        marker.put("symbol", name);
        return with("marker", marker);
    }

    Trace dashed() {
        Map<String, Object> line = new LinkedHashMap<>(mapOf("line"));
        line.put("dash", "dash");
        return with("line", line);
    }

    Trace errors(List<? extends Number> spread) {
        return errors(spread, Palette.INK);
    }

    Trace errors(List<? extends Number> spread, String colour) {
        return with("error_y", Map.of("type", "data", "array", spread, "thickness", 1, "width", 2, "color", colour));
    }

    Trace hover(List<String> texts) {
        return with("hovertext", texts.stream().map(Texts::hover).toList())
                .with("hovertemplate", "%{hovertext}<extra></extra>");
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
