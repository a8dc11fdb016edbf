package org.mipp.figure.chart;

import static org.mipp.run.Checks.argument;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.still.PlotlyContent;
import org.mipp.figure.still.StillPicture;

/**
 * A figure in Plotly's own terms. Immutable; {@link #withLayout} and {@link #withTrace} give
 * altered copies.
 *
 * <p>Values are maps, lists, strings, booleans and finite numbers. Numbers that are not finite become {@code null}, a gap,
 * because JSON has none.
 *
 * @param data the traces
 * @param layout axes, titles, size; {@code width} and {@code height} are set if they were not. With {@code autosize} the width is
 *     that of the still picture, and a front end may take the width of its cell
 */
public record Figure(List<Map<String, Object>> data, Map<String, Object> layout) {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;

    /**
     * Copies all values.
     *
     * @throws IllegalArgumentException if a value is of a kind that JSON does not know
     */
    public Figure {
        data = data.stream().map(Figure::copy).toList();
        Map<String, Object> sized = new LinkedHashMap<>(copy(layout));
        if (!sized.containsKey("width")) {
            sized.put("width", WIDTH);
            sized.put("autosize", true);
        }
        sized.putIfAbsent("height", HEIGHT);
        layout = Collections.unmodifiableMap(sized);
    }

    /**
     * Takes over a figure made with Tablesaw's jsplot (Plotly Java).
     *
     * @param figure the figure
     * @return the same as a value that can be shown, saved and altered
     * @throws IllegalArgumentException if its text cannot be read
     */
    public static Figure of(tech.tablesaw.plotly.components.Figure figure) {
        return JsplotParser.read(figure);
    }

    /**
     * Changes the layout. With a {@code width} the figure is so wide wherever it is shown, unless {@code autosize} is set after it.
     *
     * @param key of the layout, for example {@code "title"}
     * @param value its new value
     * @return the changed figure
     */
    public Figure withLayout(String key, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(layout);
        changed.put(key, value);
        if (key.equals("width")) {
            changed.remove("autosize");
        }
        return new Figure(data, changed);
    }

    /**
     * Changes a trace.
     *
     * @param trace which one, from 0
     * @param key of the trace, for example {@code "marker"}
     * @param value its new value
     * @return the changed figure
     * @throws IllegalArgumentException if there is no such trace
     */
    public Figure withTrace(int trace, String key, Object value) {
        argument(
                trace >= 0 && trace < data.size(),
                "trace: expected a number from 0 to %d, got %d",
                data.size() - 1,
                trace);
        List<Map<String, Object>> changed = new ArrayList<>(data);
        Map<String, Object> one = new LinkedHashMap<>(data.get(trace));
        one.put(key, value);
        changed.set(trace, one);
        return new Figure(changed, layout);
    }

    /** {@return the width in pixels} */
    public int width() {
        return ((Number) layout.getOrDefault("width", WIDTH)).intValue();
    }

    /** {@return the height in pixels} */
    public int height() {
        return ((Number) layout.getOrDefault("height", HEIGHT)).intValue();
    }

    /** {@return data and layout in one map, as front ends expect it} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("data", data);
        map.put("layout", layout);
        return map;
    }

    /** {@return data and layout as JSON} */
    public String toJson() {
        try {
            return new ObjectMapper().writeValueAsString(toMap());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // the constructor lets only JSON's own kinds in
        }
    }

    /** {@return a still picture in the PNG format} */
    public byte[] toPng() {
        return StillPicture.png(content());
    }

    /** {@return the still picture as SVG, whose texts stay texts} */
    public String toSvg() {
        return StillPicture.svg(content());
    }

    private PlotlyContent content() {
        return new PlotlyContent(data, layout, width(), height());
    }

    /**
     * Saves the figure in the format that the end of the name says: {@code .html} for a page of its own that needs no
     * network (about 3 MB, because Plotly's script is inside), {@code .png} and {@code .svg} for the still picture,
     * {@code .json} for Plotly.
     *
     * @param file where to; replaced only once the new file is complete
     * @throws IllegalArgumentException if the name ends otherwise or the folder does not exist
     * @throws java.io.UncheckedIOException if the file cannot be written; then the old one, if any, is as it was
     */
    public void save(Path file) {
        FigureFile.write(file, this);
    }

    /**
     * Saves the figure in the format that the end of the name says, as {@link #save(Path)} does.
     *
     * @param file where to, from the folder that the program or notebook runs in
     * @throws IllegalArgumentException if the name ends otherwise or the folder does not exist
     * @throws java.io.UncheckedIOException if the file cannot be written; then the old one, if any, is as it was
     */
    public void save(String file) {
        save(Path.of(file));
    }

    @Override
    public String toString() {
        Object title = layout.get("title") instanceof Map<?, ?> map ? map.get("text") : layout.get("title");
        return "Figure" + (title == null ? "" : " '" + title + "'") + " of " + data.size()
                + (data.size() == 1 ? " trace" : " traces");
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), copyValue(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object copyValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return copy(map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(copyValue(element)));
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? number : null;
        }
        argument(
                value == null || value instanceof String || value instanceof Boolean,
                "figure: expected maps, lists, strings, numbers and booleans, got a %s",
                value == null ? "" : value.getClass().getName());
        return value;
    }
}
