package org.mipp.figure.still;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.mipp.figure.chart.Figure;

class StillPointsTest {

    private static final int RED = 0xFF0000;
    private static final int AROUND = 20; // pixels outside the frame: axis titles and the panel's title

    private static final Map<String, Object> TRACE = Map.of(
            "type",
            "scatter",
            "mode",
            "markers",
            "x",
            List.of(1, 2, 3),
            "y",
            List.of(1.0, 1.1, 1.2),
            "error_y",
            Map.of("array", List.of(5, 6, 7), "color", "#FF0000"));

    @Test
    void errorBarsHaveRoomInTheFrame() throws IOException {
        assertBarsInside(new Figure(List.of(TRACE), Map.of()));
    }

    @Test
    void errorBarsEndWhereTheAxisEndsIfItIsToldTo() throws IOException {
        assertBarsInside(new Figure(List.of(TRACE), Map.of("yaxis", Map.of("range", List.of(0, 2)))));
    }

    @Test
    void errorBarsHaveTheColourOfTheirTraceUnlessTheyHaveOneOfTheirOwn() throws IOException {
        Map<String, Object> trace = new HashMap<>(TRACE);
        trace.put("error_y", Map.of("array", List.of(5, 6, 7)));
        trace.put("marker", Map.of("color", "#FF0000", "size", 1));
        assertBarsInside(new Figure(List.of(trace), Map.of()));
    }

    /** XChart would write all of them that fit, with next to nothing between. */
    @Test
    void numbersBelowTheAxisStandApartWhereEveryPlaceHasAValue() throws IOException {
        List<Integer> places = IntStream.rangeClosed(1, 100).boxed().toList();
        Figure figure = new Figure(
                List.of(Map.of("type", "scatter", "mode", "lines", "x", places, "y", places)),
                Map.of("width", 300, "height", 300));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.toPng()));
        long inked = IntStream.range(0, image.getWidth())
                .filter(x -> IntStream.range(image.getHeight() - AROUND, image.getHeight())
                        .anyMatch(y -> (image.getRGB(x, y) & 0xFF) < 0x60))
                .count();
        assertTrue(inked > 10 && inked < image.getWidth() / 4, "columns with ink: " + inked);
    }

    /** XChart would place what is drawn over it elsewhere. */
    @Test
    void theErrorBarOfTheOnlyValueOnALogarithmicAxisGoesThroughIt() throws IOException {
        Map<String, Object> trace = new HashMap<>(TRACE);
        trace.putAll(Map.of("x", List.of(3.92), "y", List.of(10)));
        trace.put("error_y", Map.of("array", List.of(5)));
        trace.put("marker", Map.of("color", "#FF0000"));
        BufferedImage image = ImageIO.read(
                new ByteArrayInputStream(new Figure(List.of(trace), Map.of("xaxis", Map.of("type", "log"))).toPng()));
        int[] columns = IntStream.range(0, image.getWidth())
                .filter(x ->
                        IntStream.range(0, image.getHeight()).anyMatch(y -> (image.getRGB(x, y) & 0xFFFFFF) == RED))
                .toArray();
        assertTrue(columns.length > 0 && columns[columns.length - 1] - columns[0] < 15, "columns with red");
    }

    private static void assertBarsInside(Figure figure) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.toPng()));
        assertTrue(reds(image, 0, image.getHeight()) > image.getHeight(), "three bars");
        assertEquals(0, reds(image, 0, AROUND / 2), "above the frame");
        assertEquals(0, reds(image, image.getHeight() - AROUND, image.getHeight()), "below the frame");
    }

    private static long reds(BufferedImage image, int from, int to) {
        return IntStream.range(from, to)
                .flatMap(y -> IntStream.range(0, image.getWidth()).map(x -> image.getRGB(x, y) & 0xFFFFFF))
                .filter(colour -> colour == RED)
                .count();
    }
}
