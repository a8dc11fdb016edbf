package org.mipp.figure.still;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.mipp.figure.chart.Figure;

class StillBarsTest {

    private static final int RED = 0xFF0000;
    private static final Map<String, Object> SIZE = Map.of("width", 500, "height", 300);

    /** XChart would have two, one at each height. */
    @Test
    void theAxisHasRoundNumbersThoughAllBarsAreZeroOrOfOneHeight() throws IOException {
        assertTrue(gridLines(bars(List.of(0.0185743, 0, 0), Map.of())) >= 4);
        assertTrue(gridLines(bars(List.of(0, -0.0185743, 0), Map.of())) >= 4);
        assertTrue(gridLines(bars(List.of(17, 0), Map.of("barmode", "stack"))) >= 4);
    }

    @Test
    void theAxisHasRoundNumbersThoughAllPointsHaveOneOfTwoHeights() throws IOException {
        Map<String, Object> points =
                Map.of("type", "scatter", "mode", "markers", "x", List.of(1, 2), "y", List.of(0.1312, 0.8714));
        assertTrue(gridLines(new Figure(List.of(points), SIZE)) >= 4);
    }

    @Test
    void dashesAreSeenWhereBarsAreNarrowerThanTheyAre() throws IOException {
        int longest = longestRed(line(100, Collections.nCopies(100, 0.5)));
        assertTrue(longest > 2 && longest < 12, longest + " pixels without a gap");
    }

    @Test
    void aLineOverBarsIsBrokenWhereItHasNoValue() throws IOException {
        Double[] values = new Double[10];
        Arrays.fill(values, 0.5);
        Map<String, Object> solid = Map.of("color", "#FF0000", "width", 2);
        int whole = longestRed(line(10, List.of(values), solid));
        values[5] = Double.NaN;
        int half = longestRed(line(10, List.of(values), solid));
        assertEquals(4.0 / 9, (double) half / whole, 0.02, half + " of " + whole + " pixels");
    }

    private static Figure bars(List<? extends Number> y, Map<String, Object> layout) {
        List<Integer> places = IntStream.rangeClosed(1, y.size()).boxed().toList();
        Map<String, Object> all = new HashMap<>(SIZE);
        all.putAll(layout);
        return new Figure(List.of(Map.of("type", "bar", "x", places, "y", y)), all);
    }

    private static Figure line(int bars, List<Double> y) {
        return line(bars, y, Map.of("color", "#FF0000", "width", 2, "dash", "dash"));
    }

    private static Figure line(int bars, List<Double> y, Map<String, Object> line) {
        List<Integer> places = IntStream.rangeClosed(1, bars).boxed().toList();
        return new Figure(
                List.of(
                        Map.of("type", "bar", "x", places, "y", Collections.nCopies(bars, 1)),
                        Map.of("type", "scatter", "mode", "lines", "x", places, "y", y, "line", line)),
                SIZE);
    }

    /** How many lines go from the axis to the right. */
    private static long gridLines(Figure figure) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.toPng()));
        int[] grey = IntStream.range(0, image.getHeight())
                .filter(y -> IntStream.range(0, image.getWidth())
                                .filter(x -> pale(image.getRGB(x, y) & 0xFF))
                                .count()
                        > image.getWidth() / 4)
                .toArray();
        return IntStream.range(0, grey.length)
                .filter(i -> i == 0 || grey[i] > grey[i - 1] + 1)
                .count();
    }

    private static boolean pale(int brightness) {
        return brightness > 0xE0 && brightness < 0xFF;
    }

    /** The longest piece of red in any row. */
    private static int longestRed(Figure figure) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.toPng()));
        int longest = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            int length = 0;
            for (int x = 0; x < image.getWidth(); x++) {
                length = (image.getRGB(x, y) & 0xFFFFFF) == RED ? length + 1 : 0;
                longest = Math.max(longest, length);
            }
        }
        return longest;
    }
}
