package org.mipp.figure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds one Plotly trace step by step. */
final class Trace {

    private final Map<String, Object> map = new LinkedHashMap<>();

    private Trace(String type) {
        map.put("type", type);
    }

    static Trace line(List<? extends Number> x, List<? extends Number> y, String colour) {
        Trace trace = new Trace("scatter").with("x", x).with("y", y).with("mode", "lines");
        return trace.with("line", Map.of("color", colour, "width", 2));
    }

    static Trace markers(List<? extends Number> x, List<? extends Number> y, String colour) {
        Trace trace = new Trace("scatter").with("x", x).with("y", y).with("mode", "markers");
        return trace.with("marker", Map.of("color", colour, "size", 7));
    }

    static Trace linesAndMarkers(List<?> x, List<? extends Number> y, String colour) {
        Trace trace = new Trace("scatter").with("x", x).with("y", y).with("mode", "lines+markers");
        return trace.with("line", Map.of("color", colour, "width", 2))
                .with("marker", Map.of("color", colour, "size", 7));
    }

    static Trace bars(List<?> x, List<? extends Number> y, String colour) {
        return new Trace("bar").with("x", x).with("y", y).with("marker", Map.of("color", colour));
    }

    static Trace heatmap(List<List<Integer>> z) {
        return new Trace("heatmap").with("z", z);
    }

    Trace with(String key, Object value) {
        map.put(key, value);
        return this;
    }

    Trace named(String name) {
        return with("name", escape(name));
    }

    /** In the legend once, although each panel has a trace of that name. */
    Trace grouped(String name, boolean inLegend) {
        return named(name).with("legendgroup", escape(name)).with("showlegend", inLegend);
    }

    Trace dashed() {
        Map<String, Object> line = new LinkedHashMap<>(mapOf("line"));
        line.put("dash", "dash");
        return with("line", line);
    }

    Trace errors(List<? extends Number> spread) {
        return with(
                "error_y", Map.of("type", "data", "array", spread, "thickness", 1, "width", 2, "color", Palette.INK));
    }

    Trace hover(List<String> texts) {
        return with("hovertext", texts.stream().map(Trace::escape).toList())
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

    /** Plotly reads some HTML in texts; names are not HTML. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static List<Double> list(double... values) {
        return Arrays.stream(values).boxed().collect(Collectors.toList());
    }
}
