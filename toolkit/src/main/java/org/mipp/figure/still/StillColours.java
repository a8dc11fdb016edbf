package org.mipp.figure.still;

import java.awt.Color;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.Palette;

/**
 * The colours of a heat map.
 *
 * @param low the value of the first colour
 * @param high the value of the last colour
 * @param scale pairs of a share from 0 to 1 and a colour
 */
record StillColours(double low, double high, List<?> scale) {

    /** The scale of a trace, from its zmin to its zmax, or from its smallest to its largest value. */
    static StillColours of(Map<?, ?> trace) {
        double[] values = StillAxis.list(trace.get("z")).stream()
                .flatMap(row -> StillAxis.list(row).stream())
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .sorted()
                .toArray();
        double low = values.length == 0 ? 0 : values[0];
        double high = values.length == 0 ? 1 : values[values.length - 1];
        List<?> scale = StillAxis.list(trace.get("colorscale"));
        return new StillColours(
                trace.get("zmin") instanceof Number zmin ? zmin.doubleValue() : low,
                trace.get("zmax") instanceof Number zmax ? zmax.doubleValue() : high,
                scale.size() >= 2 ? scale : List.of(List.of(0, "#FFFFFF"), List.of(1, "#000000")));
    }

    /** The colour of a value between the two beside it; pale grey for none. */
    Color of(@Nullable Object value) {
        if (!(value instanceof Number number)) {
            return Color.decode(Palette.LIGHT);
        }
        double share = high > low ? Math.max(0, Math.min(1, (number.doubleValue() - low) / (high - low))) : 0;
        int next = 1;
        while (next < scale.size() - 1 && place(next) < share) {
            next++;
        }
        double part = (share - place(next - 1)) / (place(next) - place(next - 1));
        return Palette.mix(colour(next - 1), colour(next), part);
    }

    private double place(int step) {
        return ((Number) StillAxis.list(scale.get(step)).get(0)).doubleValue();
    }

    private Color colour(int step) {
        return Color.decode(String.valueOf(StillAxis.list(scale.get(step)).get(1)));
    }
}
