package org.mipp.figure.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;

/** Puts small charts side by side, each with its own axes and title, and says under the title what to know of them. */
public final class Panels {

    private static final int WIDTH = 760;
    public static final int WIDEST = 830; // a cell of JupyterLab in a window of 1280 pixels, its file browser open
    private static final int NARROW = 36; // characters that fit above one of three panels
    private static final int ROW = 290;
    private static final int MOST_DOUBTS = 3;
    private static final int LINE = 17; // of notes under the title

    private static final List<String> BUTTONS =
            List.of("select", "lasso", "zoomin", "zoomout", "autoscale", "sendcharttocloud");

    private final int columns;
    private final int rows;
    private final double gapX;
    private final double gapY;
    private final String title;
    private final List<String> notes = new ArrayList<>();
    private final List<Map<String, Object>> data = new ArrayList<>();
    private final Map<String, Object> layout = new LinkedHashMap<>();
    private final List<Map<String, Object>> annotations = new ArrayList<>();
    private int panels;

    /** Makes room for so many panels, in so many columns at most. */
    public Panels(String title, int count, int columns) {
        this.title = title;
        this.columns = Math.max(1, Math.min(count, columns));
        this.rows = Math.max(1, (count + columns - 1) / columns);
        this.gapX = this.columns > 2 ? 0.06 : 0.10;
        this.gapY = rows > 2 ? 0.42 / rows : 0.20;
    }

    /** Makes room for one panel per layer, in as many columns as keep all in sight. */
    public static Panels perLayer(String title, int layers) {
        return new Panels(title, layers, layers <= 4 ? 2 : 3);
    }

    /** Adds a line under the title. */
    public Panels note(String line) {
        notes.add(line);
        return this;
    }

    /** Adds the first of some doubts under the title, and how many there are more. */
    public Panels warnings(List<String> warnings) {
        warnings.stream().limit(MOST_DOUBTS).forEach(doubt -> note("Note: " + doubt));
        return warnings.size() > MOST_DOUBTS
                ? note("Note: " + (warnings.size() - MOST_DOUBTS) + " more in the text")
                : this;
    }

    /** Starts the next panel: traces added from now on are drawn in it. */
    public Panels panel(String panelTitle, String xTitle, String yTitle) {
        int index = panels++;
        double width = (1 - gapX * (columns - 1)) / columns;
        double height = (1 - gapY * (rows - 1)) / rows;
        double left = (index % columns) * (width + gapX);
        double top = 1 - Math.floorDiv(index, columns) * (height + gapY);
        String suffix = index == 0 ? "" : String.valueOf(index + 1);
        layout.put("xaxis" + suffix, axis(xTitle, left, left + width, "y" + suffix));
        layout.put("yaxis" + suffix, axis(yTitle, top - height, top, "x" + suffix));
        if (!panelTitle.isEmpty()) {
            Map<String, Object> annotation = new LinkedHashMap<>();
            annotation.put(
                    "text", columns > 2 ? twoLines(panelTitle) : PlotlyText.escape(PlotlyText.shorten(panelTitle, 64)));
            annotation.put("xref", "x" + suffix + " domain");
            annotation.put("yref", "y" + suffix + " domain");
            annotation.put("x", 0.5);
            annotation.put("y", 1.02);
            annotation.put("yanchor", "bottom");
            annotation.put("showarrow", false);
            annotation.put("font", Map.of("size", columns > 2 ? 12 : 13));
            annotations.add(annotation);
        }
        return this;
    }

    /** The name, and below it what is said of it. */
    private static String twoLines(String panelTitle) {
        return Stream.of(panelTitle.split(": ", 2))
                .map(line -> PlotlyText.escape(PlotlyText.shorten(line, NARROW)))
                .collect(Collectors.joining("<br>"));
    }

    /** Draws a trace. The legend names it if it asks for that, and if no trace of another panel has that entry. */
    public Panels add(Trace trace) {
        Map<String, Object> drawn = trace.on(panels - 1);
        boolean named = data.stream()
                .anyMatch(other -> shown(other)
                        && Objects.equals(other.get("name"), drawn.get("name"))
                        && !Objects.equals(other.get("xaxis"), drawn.get("xaxis")));
        if (shown(drawn) && named) {
            drawn.put("showlegend", false);
        }
        data.add(drawn);
        return this;
    }

    private static boolean shown(Map<String, Object> trace) {
        return Boolean.TRUE.equals(trace.get("showlegend"));
    }

    /** Changes an axis of the current panel. */
    public Panels axis(String letter, String key, Object value) {
        axis(letter).put(key, value);
        return this;
    }

    /** Makes an axis of the current panel logarithmic; labelled at powers of ten where there are several. */
    public Panels logarithmic(String letter, List<? extends Number> values) {
        axis(letter, "type", "log").axis(letter, "exponentformat", "none");
        double[] positive = values.stream()
                .mapToDouble(Number::doubleValue)
                .filter(value -> value > 0 && value < Double.POSITIVE_INFINITY)
                .sorted()
                .toArray();
        boolean wide = positive.length > 0 && positive[positive.length - 1] >= 50 * positive[0];
        return wide
                ? axis(letter, "dtick", 1)
                : axis(letter, "nticks", 5).axis(letter, "tickformat", "~g"); // else 0.05 is written 5, above 0.01
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> axis(String letter) {
        String name = letter + "axis" + (panels == 1 ? "" : String.valueOf(panels));
        return (Map<String, Object>) layout.getOrDefault(name, new LinkedHashMap<String, Object>());
    }

    public Figure figure() {
        if (data.stream().allMatch(Panels::empty)) {
            note("There is nothing to show.");
        }
        int gaps = data.stream().mapToInt(Panels::notFinite).sum();
        if (gaps > 0) {
            note(
                    gaps == 1
                            ? "One value is not finite (NaN or infinite) and is left out."
                            : gaps + " values are not finite (NaN or infinite) and are left out.");
        }
        boolean legend = data.stream().anyMatch(Panels::shown);
        int top = 70 + LINE * notes.size();
        layout.put("title", title());
        layout.put("width", columns > 2 ? WIDEST : WIDTH);
        layout.put("autosize", true);
        layout.put("height", ROW * rows + LINE * notes.size() + (rows == 1 ? 90 : 60));
        layout.put("annotations", annotations);
        layout.put("showlegend", legend);
        layout.put("legend", Map.of("orientation", "h", "x", 0, "y", rows == 1 ? -0.27 : -0.24 / rows));
        layout.put("margin", Map.of("l", 60, "r", 20, "t", top, "b", legend ? 90 : 60));
        layout.put("paper_bgcolor", "#FFFFFF"); // dark inks on white are readable on dark themes too
        layout.put("plot_bgcolor", "#FFFFFF");
        layout.put("font", Map.of("color", Palette.INK, "size", 12));
        layout.put("hovermode", "closest");
        layout.put("modebar", Map.of("remove", BUTTONS)); // all of them would lie over the title
        if (panels == 0) {
            layout.put("xaxis", Map.of("visible", false));
            layout.put("yaxis", Map.of("visible", false));
            layout.put("height", 120);
        }
        return new Figure(data, layout);
    }

    private Map<String, Object> title() {
        return Map.of(
                "text",
                titleText(title, notes),
                "font",
                Map.of("size", 15),
                "x",
                0.02,
                "y",
                1,
                "yanchor",
                "top",
                "pad",
                Map.of("t", 14));
    }

    /** A title with notes under it in smaller letters. */
    public static String titleText(String title, List<String> notes) {
        StringBuilder text = new StringBuilder(PlotlyText.line(title));
        notes.forEach(note -> text.append("<br><span style=\"font-size:12px\">")
                .append(PlotlyText.line(note))
                .append("</span>"));
        return text.toString();
    }

    private static boolean empty(Map<String, Object> trace) {
        return trace.getOrDefault("y", trace.get("z")) instanceof List<?> values && values.isEmpty();
    }

    /** How many numbers in a trace JSON cannot hold; {@code null} is a gap that is meant. */
    private static int notFinite(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().mapToInt(Panels::notFinite).sum();
        }
        if (value instanceof List<?> list) {
            return list.stream().mapToInt(Panels::notFinite).sum();
        }
        return value instanceof Number number && !Double.isFinite(number.doubleValue()) ? 1 : 0;
    }

    private static Map<String, Object> axis(String title, double from, double to, String anchor) {
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("title", Map.of("text", PlotlyText.line(title)));
        axis.put("domain", List.of(from, to));
        axis.put("anchor", anchor);
        axis.put("gridcolor", "#E6E6E6");
        axis.put("linecolor", "#999999");
        axis.put("zeroline", false);
        axis.put("automargin", true);
        return axis;
    }
}
