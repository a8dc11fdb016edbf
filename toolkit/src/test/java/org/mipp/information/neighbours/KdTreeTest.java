package org.mipp.information.neighbours;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KdTreeTest {

    /** Random points, every second one on a coarse grid so that there are ties and copies. */
    private static double[] points(int n, int d, long seed) {
        Random random = new Random(seed);
        double[] points = new double[n * d];
        for (int k = 0; k < points.length; k++) {
            double value = random.nextGaussian();
            points[k] = k / d % 2 == 0 ? value : Math.rint(value);
        }
        return points;
    }

    private static double distance(double[] points, int d, int a, int b, int from, int to) {
        return IntStream.range(from, to)
                .mapToDouble(j -> Math.abs(points[a * d + j] - points[b * d + j]))
                .max()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 1", "5, 3, 4", "17, 2, 3", "200, 1, 7", "500, 3, 1", "500, 4, 10", "300, 12, 5"})
    void reachesAsFarAsTheNearestNeighboursOfAllPairs(int n, int d, int k) {
        double[] points = points(n, d, n);
        int cut = (d + 1) / 2;
        double[][] reach = d == cut ? new KdTree(points, d).reach(k, d) : new KdTree(points, d).reach(k, cut, d);
        for (int i = 0; i < n; i++) {
            int centre = i;
            int[] nearest = IntStream.range(0, n)
                    .filter(j -> j != centre)
                    .boxed()
                    .sorted((a, b) -> {
                        int order = Double.compare(
                                distance(points, d, centre, a, 0, d), distance(points, d, centre, b, 0, d));
                        return order != 0 ? order : a - b;
                    })
                    .limit(k)
                    .mapToInt(j -> j)
                    .toArray();
            for (int part = 0; part < reach.length; part++) {
                int from = part * cut;
                int to = part == 0 ? cut : d;
                double expected = Arrays.stream(nearest)
                        .mapToDouble(j -> distance(points, d, centre, j, from, to))
                        .max()
                        .orElseThrow();
                assertEquals(expected, reach[part][i]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "30, 2", "400, 1", "500, 3", "300, 12"})
    void countsTheSameNeighboursAsComparingAllPairs(int n, int d) {
        double[] points = points(n, d, n);
        Random random = new Random(d);
        double[][] radius = IntStream.range(0, d)
                .mapToObj(j -> IntStream.range(0, n)
                        .mapToDouble(i -> i % 3 == 0 ? 1 : 3 * random.nextDouble() + 1e-9)
                        .toArray())
                .toArray(double[][]::new);
        int[] expected = IntStream.range(0, n)
                .map(i -> (int) IntStream.range(0, n)
                        .filter(other -> other != i
                                && IntStream.range(0, d)
                                        .allMatch(j -> distance(points, d, i, other, j, j + 1) < radius[j][i]))
                        .count())
                .toArray();
        assertArrayEquals(expected, new KdTree(points, d).within(radius));
        assertArrayEquals(expected, Neighbours.of(points, d).within(radius));
    }

    @Test
    void manyCopiesOfFewPointsCostNoMoreThanDifferentPoints() {
        int n = 200_000; // comparing copies with each other would take minutes
        double[] coins = new double[2 * n];
        Arrays.setAll(coins, k -> k / 2 % (k % 2 + 2));
        KdTree tree = new KdTree(coins, 2);
        assertArrayEquals(new double[n], tree.reach(3, 2)[0]);
        double[] half = new double[n];
        Arrays.fill(half, 0.5);
        int[] counts = tree.within(new double[][] {half, half});
        assertEquals(n / 6.0, Arrays.stream(counts).average().orElseThrow(), 2);
    }
}
