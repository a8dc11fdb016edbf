package org.mipp.figure.still;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StillThinningTest {

    private static final int PIXELS = 100;
    private static final List<Integer> X = IntStream.range(0, 10_000).boxed().toList();

    @Test
    void aSpikeOfOnePointStaysInALineThatLosesNearlyAllOthers() {
        List<Double> y = new ArrayList<>(
                IntStream.range(0, 10_000).mapToObj(i -> Math.sin(i / 500.0)).toList());
        y.set(4321, 7.0);
        y.set(4322, -7.0);
        Map<?, ?> thinned = StillThinning.of(Map.of("mode", "lines", "x", X, "y", y), PIXELS);
        List<?> left = (List<?>) thinned.get("y");
        assertTrue(left.size() <= 2 * PIXELS + 2, left.size() + " points are left");
        assertTrue(left.contains(7.0) && left.contains(-7.0));
        List<?> places = (List<?>) thinned.get("x");
        assertEquals(List.of(0, 9_999), List.of(places.get(0), places.get(places.size() - 1)));
        for (int i = 0; i < left.size(); i++) {
            assertEquals(y.get((Integer) places.get(i)), left.get(i));
        }
    }

    @Test
    void barsKeepTheirErrorsAndPlaces() {
        Map<?, ?> thinned = StillThinning.of(
                Map.of("type", "bar", "x", X, "y", X, "error_y", Map.of("array", X, "color", "#000000")), PIXELS);
        List<?> left = (List<?>) thinned.get("y");
        assertEquals(PIXELS, left.size());
        assertEquals(left, thinned.get("x"));
        assertEquals(left, ((Map<?, ?>) thinned.get("error_y")).get("array"));
        assertEquals("#000000", ((Map<?, ?>) thinned.get("error_y")).get("color"));
    }

    @Test
    void markersShortLinesLinesWithGapsAndLinesThatTurnBackStayAsTheyAre() {
        List<Integer> back = new ArrayList<>(X);
        Collections.reverse(back);
        List<Double> gap = new ArrayList<>(X.stream().map(i -> (double) i).toList());
        gap.set(5000, null);
        for (Map<String, Object> trace : List.<Map<String, Object>>of(
                Map.of("mode", "markers", "x", X, "y", X),
                Map.of("mode", "lines", "x", X.subList(0, 400), "y", X.subList(0, 400)),
                Map.of("mode", "lines", "x", back, "y", X),
                Map.of("mode", "lines", "x", X, "y", gap),
                Map.of("type", "heatmap", "z", List.of(X)))) {
            assertSame(trace, StillThinning.of(trace, PIXELS));
        }
    }
}
