package org.mipp.figure.still;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Points whose colours are numbers of a scale, as one trace per colour, which is what XChart can draw. */
final class StillStates {

    private StillStates() {}

    /** The trace itself if all its points have one colour. */
    static List<Map<String, Object>> split(Map<String, Object> trace) {
        if (!(trace.get("marker") instanceof Map<?, ?> marker) || !(marker.get("color") instanceof List<?> states)) {
            return List.of(trace);
        }
        TreeSet<Double> distinct = new TreeSet<>();
        states.forEach(state -> {
            if (state instanceof Number number) {
                distinct.add(number.doubleValue());
            }
        });
        StillColours colours = new StillColours(
                number(marker.get("cmin"), 0), number(marker.get("cmax"), 1), StillAxis.list(marker.get("colorscale")));
        List<Map<String, Object>> parts = new ArrayList<>();
        for (double state : distinct) {
            Map<String, Object> look = new LinkedHashMap<>();
            marker.forEach((key, value) -> look.put(String.valueOf(key), value));
            Color colour = colours.of(state);
            look.put("color", String.format("#%06X", colour.getRGB() & 0xFFFFFF));
            Map<String, Object> part = new LinkedHashMap<>(trace);
            part.put("marker", look);
            for (String axis : new String[] {"x", "y"}) {
                List<?> all = StillAxis.list(trace.get(axis));
                List<Object> some = new ArrayList<>();
                for (int i = 0; i < all.size(); i++) {
                    if (states.get(i) instanceof Number number && number.doubleValue() == state) {
                        some.add(all.get(i));
                    }
                }
                part.put(axis, some);
            }
            part.put("name", trace.get("name") + " " + state); // XChart wants other names; none is in the legend
            parts.add(part);
        }
        return parts;
    }

    private static double number(@Nullable Object value, double otherwise) {
        return value instanceof Number number ? number.doubleValue() : otherwise;
    }
}
