package org.mipp.information.neighbours;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mipp.information.neighbours.Neighbourhoods.Extent;

class NeighboursTest {

    /** Every search that there is for so many columns. */
    private static Stream<Neighbours> searches(double[] points, int d) {
        Stream<Neighbours> any = Stream.of(new KdTree(points, d), new AllPairs(points, d), Neighbours.of(points, d));
        return d == 1 ? Stream.concat(any, Stream.of(new SortedLine(points))) : any;
    }

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
        double largest = 0;
        for (int j = from; j < to; j++) {
            largest = Math.max(largest, Math.abs(points[a * d + j] - points[b * d + j]));
        }
        return largest;
    }

    /** The slow twin: sorts all others. */
    private static double[][] reach(double[] points, int d, int k, int... ends) {
        int n = points.length / d;
        double[][] reach = new double[ends.length][n];
        for (int i = 0; i < n; i++) {
            int centre = i;
            double[] away = IntStream.range(0, n)
                    .mapToDouble(j -> distance(points, d, centre, j, 0, d))
                    .toArray();
            int[] nearest = IntStream.range(0, n)
                    .filter(j -> j != centre)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(j -> away[j]).thenComparing(j -> j))
                    .limit(k)
                    .mapToInt(j -> j)
                    .toArray();
            for (int part = 0; part < ends.length; part++) {
                int from = part == 0 ? 0 : ends[part - 1];
                int to = ends[part];
                reach[part][i] = Arrays.stream(nearest)
                        .mapToDouble(j -> distance(points, d, centre, j, from, to))
                        .max()
                        .orElseThrow();
            }
        }
        return reach;
    }

    private static int[] within(double[] points, int d, int from, int to, double[] radius) {
        return IntStream.range(0, radius.length)
                .map(i -> (int) IntStream.range(0, radius.length)
                        .filter(j -> j != i && distance(points, d, i, j, from, to) < radius[i])
                        .count())
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 1", "5, 3, 4", "17, 2, 3", "200, 1, 7", "500, 3, 1", "500, 4, 10", "300, 12, 5", "1100, 2, 3"})
    void everySearchReachesAsFarAsTheNearestOfAllPairs(int n, int d, int k) {
        double[] points = points(n, d, n);
        int cut = (d + 1) / 2;
        int[] ends = d == cut ? new int[] {d} : new int[] {cut, d};
        double[][] expected = reach(points, d, k, ends);
        searches(points, d)
                .forEach(search -> assertArrayEquals(expected, search.reach(k, ends), search.getClass() + ""));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "30, 2", "400, 1", "500, 3", "300, 12", "1100, 2"})
    void everySearchCountsTheSameNeighboursAsComparingAllPairs(int n, int d) {
        double[] points = points(n, d, n);
        Random random = new Random(d);
        double[] radius = IntStream.range(0, n)
                .mapToDouble(i -> i % 3 == 0 ? 1 : 3 * random.nextDouble() + 1e-9)
                .toArray();
        int[] expected = within(points, d, 0, d, radius);
        searches(points, d)
                .forEach(search -> assertArrayEquals(expected, search.within(radius), search.getClass() + ""));
    }

    @ParameterizedTest
    @CsvSource({"COMMON, 300, 3", "OWN, 300, 3", "COMMON, 1100, 1", "OWN, 1100, 5"})
    void neighbourhoodsHoldWhatLiesWithinThemAlongEveryPart(Extent extent, int n, int k) {
        int d = 6;
        int[] ends = {1, 4, d};
        double[] points = points(n, d, n);
        double[][] reach = reach(points, d, k, ends);
        double[][] radius = new double[3][n];
        for (int i = 0; i < n; i++) {
            double farthest = Math.max(Double.MIN_VALUE, Math.max(reach[0][i], Math.max(reach[1][i], reach[2][i])));
            for (int part = 0; part < 3; part++) {
                radius[part][i] = extent == Extent.COMMON ? farthest : Math.nextUp(reach[part][i]);
            }
        }
        int[] both = new int[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                both[i] += j != i
                                && distance(points, d, i, j, 0, 1) < radius[0][i]
                                && distance(points, d, i, j, 4, 6) < radius[2][i]
                        ? 1
                        : 0;
            }
        }
        int[][] expected = {within(points, d, 0, 1, radius[0]), within(points, d, 1, 4, radius[1]), both};
        int[][] along = {{0}, {1}, {0, 2}};
        assertArrayEquals(expected, Neighbourhoods.bySearch(new KdTree(points, d), points, ends, k, extent, along));
        assertArrayEquals(expected, new AllPairs(points, d).counts(k, extent, ends, along));
        assertArrayEquals(expected, Neighbourhoods.counts(points, ends, k, extent, along));
    }

    @ParameterizedTest
    @CsvSource({"1e-300", "1e-9", "1", "1e9", "1e300"})
    void allPairsAndTheTreeAgreeToTheLastBitAtEveryScale(double scale) {
        int d = 5;
        Random random = new Random(2);
        double[] points =
                random.doubles(2_500L * d).map(value -> scale * (value - 0.5)).toArray();
        for (int i = 0; i < 40; i++) {
            points[i * 60 + 3] *= i % 2 == 0 ? 1 : 1e-12; // far finer than a step
        }
        assertArrayEquals(new KdTree(points, d).reach(4, 2, d), new AllPairs(points, d).reach(4, 2, d));
        int[] ends = {2, d};
        for (Extent extent : Extent.values()) {
            assertArrayEquals(
                    Neighbourhoods.bySearch(
                            new KdTree(points, d), points, ends, 4, extent, new int[] {0}, new int[] {1}),
                    new AllPairs(points, d).counts(4, extent, ends, new int[][] {{0}, {1}}));
        }
    }

    @Test
    void anOutlierThatTakesTheStepsOfAllOthersChangesNothing() {
        double[] points = new Random(3).doubles(3 * 1_200L).toArray();
        points[100] = 1e12; // all others lie within one step
        double[] radius = new double[1_200];
        Arrays.fill(radius, 0.1);
        assertArrayEquals(new KdTree(points, 3).reach(3, 3), new AllPairs(points, 3).reach(3, 3));
        assertArrayEquals(new KdTree(points, 3).within(radius), new AllPairs(points, 3).within(radius));
    }

    @Test
    void manyCopiesOfFewPointsCostNoMoreThanDifferentPoints() {
        int n = 200_000; // comparing copies with each other would take minutes
        double[] coins = new double[2 * n];
        Arrays.setAll(coins, k -> k / 2 % (k % 2 + 2));
        Neighbours tree = Neighbours.of(coins, 2);
        assertArrayEquals(new double[n], tree.reach(3, 2)[0]);
        double[] half = new double[n];
        Arrays.fill(half, 0.5);
        int[] counts = tree.within(half);
        assertEquals(n / 6.0, Arrays.stream(counts).average().orElseThrow(), 2);
    }
}
