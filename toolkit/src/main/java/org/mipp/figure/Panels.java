package org.mipp.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts small charts side by side, each with its own axes and title. */
final class Panels {

    private static final int COLUMN = 380;
    private static final int ROW = 290;
    private static final double GAP_X = 0.10;
    private static final double GAP_Y = 0.20;

    private final int columns;
    private final int rows;
    private final String title;
    private final List<Map<String, Object>> data = new ArrayList<>();
    private final Map<String, Object> layout = new LinkedHashMap<>();
    private final List<Map<String, Object>> annotations = new ArrayList<>();
    private int panels;

    Panels(String title, int count, int columns) {
        this.title = title;
        this.columns = Math.min(count, columns);
        this.rows = (count + columns - 1) / columns;
    }

    /** Starts the next panel: traces added from now on are drawn in it. */
    Panels panel(String panelTitle, String xTitle, String yTitle) {
        int index = panels++;
        double width = (1 - GAP_X * (columns - 1)) / columns;
        double height = (1 - GAP_Y * (rows - 1)) / rows;
        double left = (index % columns) * (width + GAP_X);
        double top = 1 - (index / columns) * (height + GAP_Y);
        String suffix = index == 0 ? "" : String.valueOf(index + 1);
        layout.put("xaxis" + suffix, axis(xTitle, left, left + width, "y" + suffix));
        layout.put("yaxis" + suffix, axis(yTitle, top - height, top, "x" + suffix));
        if (!panelTitle.isEmpty()) {
            Map<String, Object> annotation = new LinkedHashMap<>();
            annotation.put("text", Trace.escape(panelTitle));
            annotation.put("xref", "x" + suffix + " domain");
            annotation.put("yref", "y" + suffix + " domain");
            annotation.put("x", 0.5);
            annotation.put("y", 1.02);
            annotation.put("yanchor", "bottom");
            annotation.put("showarrow", false);
            annotation.put("font", Map.of("size", 13));
            annotations.add(annotation);
        }
        return this;
    }

    Panels add(Trace trace) {
        data.add(trace.on(panels - 1));
        return this;
    }

    /** Changes an axis of the current panel. */
    @SuppressWarnings("unchecked")
    Panels axis(String letter, String key, Object value) {
        String name = letter + "axis" + (panels == 1 ? "" : String.valueOf(panels));
        ((Map<String, Object>) layout.getOrDefault(name, new LinkedHashMap<String, Object>())).put(key, value);
        return this;
    }

    Figure figure() {
        boolean legend = data.stream().anyMatch(trace -> Boolean.TRUE.equals(trace.get("showlegend")));
        layout.put("title", Map.of("text", Trace.escape(title), "font", Map.of("size", 15), "x", 0.5));
        layout.put("width", Math.max(COLUMN * columns, 2 * COLUMN));
        layout.put("height", ROW * rows + (rows == 1 ? 90 : 60));
        layout.put("annotations", annotations);
        layout.put("showlegend", legend);
        layout.put("legend", Map.of("orientation", "h", "x", 0, "y", rows == 1 ? -0.24 : -0.12));
        layout.put("margin", Map.of("l", 60, "r", 20, "t", 70, "b", legend ? 90 : 60));
        layout.put("paper_bgcolor", "#FFFFFF");
        layout.put("plot_bgcolor", "#FFFFFF");
        layout.put("font", Map.of("color", Palette.INK, "size", 12));
        layout.put("hovermode", "closest");
        return new Figure(data, layout);
    }

    private static Map<String, Object> axis(String title, double from, double to, String anchor) {
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("title", Map.of("text", Trace.escape(title)));
        axis.put("domain", List.of(from, to));
        axis.put("anchor", anchor);
        axis.put("gridcolor", "#E6E6E6");
        axis.put("linecolor", "#999999");
        axis.put("zeroline", false);
        axis.put("automargin", true);
        return axis;
    }
}
