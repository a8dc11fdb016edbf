package org.mipp.information.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.information.MiEstimator;
import org.mipp.information.Unit;
import org.mipp.information.estimator.DiscreteMi;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.estimator.RossMi;
import org.mipp.linalg.Matrix;
import org.mipp.run.RefusedException;

class ConditionalMeasureTest {

    private static final int N = 400;

    private final SplittableRandom random = new SplittableRandom(5);
    private final Matrix z = Matrix.fill(N, 1, (i, j) -> random.nextGaussian());
    private final Matrix common = Matrix.fill(N, 1, (i, j) -> random.nextGaussian());
    private final Matrix x = Matrix.fill(N, 1, (i, j) -> z.get(i, 0) + random.nextGaussian());
    private final Matrix y = Matrix.fill(N, 1, (i, j) -> z.get(i, 0) + random.nextGaussian());
    private final Matrix alsoX = Matrix.fill(N, 1, (i, j) -> x.get(i, 0) + common.get(i, 0));
    private final Matrix alsoY = Matrix.fill(N, 1, (i, j) -> y.get(i, 0) + common.get(i, 0));
    private final Matrix labels = Matrix.fill(N, 1, (i, j) -> random.nextInt(4));

    private static Measure quick(MiEstimator estimator) {
        return Measure.with(estimator).repeats(6).permutations(39);
    }

    @Test
    void whatTwoVariablesHaveFromAThirdIsNotTheirs() {
        for (MiEstimator estimator : new MiEstimator[] {new GaussianMi(), new KsgMi(KsgMi.Algorithm.FIRST, 5)}) {
            assertTrue(quick(estimator).of(x, y).chance().orElseThrow().pValue() <= 0.05, estimator.name());
            Measurement given = quick(estimator).of(x, y, z);
            assertEquals(0, given.estimate(), 0.03, given.toString());
            assertTrue(given.interval().orElseThrow().low() < 0, given.toString());
            assertEquals(
                    "39 permutations among 5 neighbours in Z, moved as Z says",
                    given.chance().orElseThrow().how());
            assertEquals(1, given.columns().z());
            Measurement beyond = quick(estimator).of(alsoX, alsoY, z);
            assertEquals(0.025, beyond.chance().orElseThrow().pValue(), 1e-12);
            // given z: variances 2, covariance 1
            double truth = -0.5 * Math.log(1 - 0.25);
            Interval interval = beyond.interval().orElseThrow();
            assertTrue(interval.low() < truth && truth < interval.high(), beyond.toString());
        }
    }

    @Test
    void rowsStayAmongNeighboursOrAmongThoseOfTheSameLabel() {
        int[] among = LocalPermutation.of(labels, 5).order(new SplittableRandom(1));
        assertEquals(labels, labels.rows(among));
        assertEquals(N, Arrays.stream(among).distinct().count());
        LocalPermutation local = LocalPermutation.of(z, 5);
        int[] order = local.order(new SplittableRandom(1));
        double moved = IntStream.range(0, N)
                .filter(i -> order[i] != i)
                .mapToDouble(i -> Math.abs(z.get(i, 0) - z.get(order[i], 0)))
                .average()
                .orElseThrow();
        assertTrue(moved < 0.05, "moved by " + moved);
        assertTrue(IntStream.range(0, N).filter(i -> order[i] == i).count() < N / 3);
        assertTrue(Arrays.stream(order).distinct().count() > 0.8 * N);
        assertTrue(Arrays.equals(order, LocalPermutation.of(z, 5).order(new SplittableRandom(1))));
    }

    /** The neighbours in two columns, beside those that comparing all pairs finds. */
    @Test
    void neighboursAreTheNearest() {
        Matrix two = z.beside(common);
        int[] order = LocalPermutation.of(two, 5).order(new SplittableRandom(2));
        double[] scale = {deviation(two.column(0)), deviation(two.column(1))};
        for (int i = 0; i < N; i++) {
            int row = i;
            double[] distances = IntStream.range(0, N)
                    .mapToDouble(other -> distance(two, scale, row, other))
                    .sorted()
                    .toArray();
            assertTrue(distance(two, scale, i, order[i]) <= distances[4] + 1e-12, "row " + i);
        }
    }

    private static double distance(Matrix points, double[] scale, int a, int b) {
        return Math.max(
                Math.abs(points.get(a, 0) - points.get(b, 0)) / scale[0],
                Math.abs(points.get(a, 1) - points.get(b, 1)) / scale[1]);
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1));
    }

    @Test
    void aConditionThatNeverVariesIsNone() {
        Matrix constant = Matrix.fill(N, 1, (i, j) -> 7);
        Measurement given = quick(new GaussianMi()).of(x, y, constant);
        assertEquals(quick(new GaussianMi()).of(x, y).estimate(), given.estimate(), 0);
        assertTrue(given.warnings().contains("z has 1 of 1 columns that never vary; nothing is known by them"));
        assertEquals(
                "39 permutations among rows of the same Z",
                given.chance().orElseThrow().how());
    }

    @Test
    void aConditionThatExplainsEverythingLeavesNothing() {
        Measurement given = quick(new DiscreteMi()).of(labels, labels, labels);
        assertEquals(0, given.estimate(), 1e-12);
        assertEquals(1, given.chance().orElseThrow().pValue(), 0);
        Measurement ksg = quick(new KsgMi(KsgMi.Algorithm.FIRST, 3)).of(x, y, y);
        assertEquals(0, ksg.estimate(), 1e-9);
        assertTrue(ksg.warnings().stream().anyMatch(text -> text.startsWith("z explains y everywhere but for ")));
        String message = assertThrows(
                        RefusedException.class, () -> quick(new GaussianMi()).of(x, y, x.beside(z)))
                .getMessage();
        assertTrue(message.startsWith("z explains x everywhere but for "), message);
        assertTrue(message.contains("expected no column to be a linear function of others"), message);
        Measurement named = quick(new DiscreteMi()).of(labels, labels, labels);
        assertEquals(
                "z explains x everywhere but for 0 of its variance: all that is said beyond z rests on that rest; if it is"
                        + " rounding, leave out of z what x was made of",
                named.warnings().get(0));
        assertTrue(quick(new KsgMi(KsgMi.Algorithm.FIRST, 3)).of(x, y, z).warnings().stream()
                .noneMatch(text -> text.contains("explains")));
    }

    /** X and Y depend on five columns of Z in curves: five neighbours among 400 are far apart. */
    @Test
    void whatRowsLoseByChangingPlacesIsGivenBack() {
        Matrix five = Matrix.fill(N, 5, (i, j) -> random.nextGaussian());
        Matrix curved = Matrix.fill(N, 1, (i, j) -> 2 * Math.sin(2 * five.get(i, 0)));
        MovedRows moved = MovedRows.of(curved, five, LocalPermutation.of(five, 5));
        LocalPermutation only = LocalPermutation.of(five, 5);
        Matrix draw = moved.draw(new SplittableRandom(3));
        Matrix permuted = curved.rows(only.order(new SplittableRandom(3)));
        double share = difference(curved, draw) / difference(curved, permuted);
        assertTrue(share < 0.5, "of what is lost " + share + " stays lost");
        assertEquals(
                draw, MovedRows.of(curved, five, LocalPermutation.of(five, 5)).draw(new SplittableRandom(3)));
    }

    private static double difference(Matrix a, Matrix b) {
        return IntStream.range(0, a.rows())
                .mapToDouble(i -> Math.pow(a.get(i, 0) - b.get(i, 0), 2))
                .average()
                .orElseThrow();
    }

    @Test
    void movesAreTheSameForAnyUnitOfX() {
        Matrix five = Matrix.fill(N, 5, (i, j) -> random.nextGaussian());
        Matrix curved = Matrix.fill(N, 1, (i, j) -> Math.sin(2 * five.get(i, 0)));
        Matrix huge = Matrix.fill(N, 1, (i, j) -> 0x1p500 * curved.get(i, 0));
        LocalPermutation places = LocalPermutation.of(five, 5);
        Matrix draw = MovedRows.of(curved, five, places).draw(new SplittableRandom(3));
        Matrix hugeDraw = MovedRows.of(huge, five, places).draw(new SplittableRandom(3));
        for (int i = 0; i < N; i++) {
            assertEquals(draw.get(i, 0), hugeDraw.get(i, 0) / 0x1p500, 1e-9, "row " + i);
        }
    }

    @Test
    void columnsWhoseValuesRepeatKeepToThem() {
        Matrix rounded = Matrix.fill(N, 1, (i, j) -> Math.rint(100 * x.get(i, 0)) / 100);
        Matrix rectified = Matrix.fill(N, 1, (i, j) -> Math.max(0, x.get(i, 0)));
        Matrix both = rounded.beside(rectified).beside(labels);
        Matrix draw = MovedRows.of(both, z, LocalPermutation.of(z, 5)).draw(new SplittableRandom(4));
        for (int j = 0; j < 3; j++) {
            double[] values = Arrays.stream(both.column(j)).sorted().toArray();
            assertTrue(
                    Arrays.stream(draw.column(j)).allMatch(value -> Arrays.binarySearch(values, value) >= 0),
                    "column " + j);
        }
        int[] order = LocalPermutation.of(z, 5).order(new SplittableRandom(4));
        assertEquals(labels.rows(order), draw.columns(2));
    }

    @Test
    void anEstimatorWithoutConditionsIsAskedTwiceAndSaysSo() {
        Measurement given = quick(new RossMi(3, RossMi.Discrete.Y)).of(x, labels, z);
        assertTrue(given.warnings().stream().anyMatch(text -> text.startsWith("this estimator knows no condition")));
    }

    @Test
    void bitsAreOtherNumbersForTheSame() {
        Measurement nats = quick(new GaussianMi()).of(x, y).beside(0.5);
        Measurement bits = nats.bits();
        assertEquals(Unit.BITS, bits.unit());
        assertEquals(nats.estimate() / Math.log(2), bits.estimate(), 1e-15);
        assertEquals(0.5 / Math.log(2), bits.truth().orElseThrow(), 1e-15);
        assertEquals(
                nats.interval().orElseThrow().low() / Math.log(2),
                bits.interval().orElseThrow().low(),
                1e-15);
        assertEquals(
                nats.chance().orElseThrow().pValue(),
                bits.chance().orElseThrow().pValue(),
                0);
        assertEquals(bits, bits.bits());
        assertTrue(bits.toString().contains(" bits, 95 % interval"), bits.toString());
    }

    @Test
    void refusesRowsThatDoNotMatchAndEndsAtAnInterrupt() {
        assertEquals(
                "z: expected as many rows as x, 400, got 2; pass the same samples",
                assertThrows(RefusedException.class, () -> quick(new GaussianMi())
                                .of(x, y, z.rows(0, 1)))
                        .getMessage());
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> quick(new GaussianMi()).of(x, y, z));
    }
}
