package org.mipp.figure.still;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Leaves out of a {@link StillPicture} what has no pixel of its own: of long lines all but the lowest and the highest point of
 * each pixel's share, of many bars all but one for each pixel. Markers all stay, and so does everything in the live figure.
 */
final class StillThinning {

    private static final int SHARE = 4; // points of a line that one pixel may have before it is thinned

    private StillThinning() {}

    /**
     * Thins one trace.
     *
     * @param trace of a figure
     * @param pixels that it has from left to right
     * @return the trace itself, if it is short enough or not of a kind that may be thinned
     */
    static Map<?, ?> of(Map<?, ?> trace, int pixels) {
        if (!(trace.get("y") instanceof List<?> y) || pixels < 1) {
            return trace;
        }
        if ("bar".equals(trace.get("type")) && y.size() > pixels) {
            int step = (y.size() + pixels - 1) / pixels;
            return only(
                    trace,
                    IntStream.range(0, y.size()).filter(i -> i % step == 0).toArray(),
                    y.size());
        }
        if ("lines".equals(trace.get("mode")) && y.size() > SHARE * pixels && goesRight(trace)) {
            return only(trace, extremes(StillAxis.numbers(y), pixels), y.size());
        }
        return trace;
    }

    /** Whether a line has neither gaps nor turns back. */
    private static boolean goesRight(Map<?, ?> trace) {
        double[] x = StillAxis.numbers(trace.get("x"));
        double[] y = StillAxis.numbers(trace.get("y"));
        return x.length == y.length
                && Arrays.stream(y).allMatch(Double::isFinite)
                && IntStream.range(1, x.length).allMatch(i -> x[i] >= x[i - 1]);
    }

    /** The first and the last place, and of each of so many equal parts where the values are lowest and highest. */
    private static int[] extremes(double[] values, int parts) {
        TreeSet<Integer> places = new TreeSet<>(List.of(0, values.length - 1));
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) values.length * part / parts);
            int to = (int) ((long) values.length * (part + 1) / parts);
            int low = from;
            int high = from;
            for (int i = from; i < to; i++) {
                low = values[i] < values[low] ? i : low;
                high = values[i] > values[high] ? i : high;
            }
            places.add(low);
            places.add(high);
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The entries of all lists of a trace at some places, also of the lists inside its maps. */
    private static Map<?, ?> only(Map<?, ?> trace, int[] places, int length) {
        Map<Object, Object> thinned = new LinkedHashMap<>(trace);
        thinned.replaceAll((key, value) -> {
            if (value instanceof Map<?, ?> map) {
                return only(map, places, length);
            }
            return value instanceof List<?> list && list.size() == length ? at(list, places) : value;
        });
        return thinned;
    }

    private static List<Object> at(List<?> list, int[] places) {
        List<Object> some = new ArrayList<>(places.length);
        for (int place : places) {
            some.add(list.get(place));
        }
        return some;
    }
}
