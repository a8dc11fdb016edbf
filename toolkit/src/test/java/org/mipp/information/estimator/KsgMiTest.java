package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.mipp.information.estimator.Draws.assertRejected;
import static org.mipp.information.estimator.Draws.dense;
import static org.mipp.information.estimator.Draws.left;
import static org.mipp.information.estimator.Draws.map;
import static org.mipp.information.estimator.Draws.normal;
import static org.mipp.information.estimator.Draws.pair;
import static org.mipp.information.estimator.Draws.right;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mipp.information.estimator.KsgMi.Algorithm;
import org.mipp.linalg.Matrix;

class KsgMiTest {

    private static final KsgMi FIRST = new KsgMi(Algorithm.FIRST, 5);
    private static final KsgMi SECOND = new KsgMi(Algorithm.SECOND, 5);

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 1, 3", "1, 1, 5", "2, 3, 1", "2, 3, 3", "2, 3, 5", "5, 5, 1", "5, 5, 3", "5, 5, 5"})
    void agreesWithComparingAllPairs(int dx, int dy, int k) {
        Matrix both = dense(200, dx + dy + 2, 100L * dx + k);
        Matrix x = left(both, dx);
        Matrix y = left(right(both, dx), dy);
        Matrix z = right(both, dx + dy);
        for (Algorithm algorithm : Algorithm.values()) {
            KsgMi ksg = new KsgMi(algorithm, k);
            assertArrayEquals(SlowKsg.pointwise(ksg, x, y), ksg.pointwise(x, y), 1e-12, ksg.name());
            assertEquals(SlowKsg.conditional(ksg, x, y, z), ksg.estimate(x, y, z), 1e-12, ksg.name());
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void agreesWithComparingAllPairsWhereValuesAreTied(Algorithm algorithm) {
        KsgMi ksg = new KsgMi(algorithm, 3);
        Matrix both = dense(200, 4, 5);
        Matrix x = map(left(both, 2), v -> Math.max(0, Math.rint(2 * v)));
        Matrix y = map(right(both, 2), v -> Math.max(0, v));
        Matrix whole = map(right(both, 3), Math::rint);
        assertArrayEquals(SlowKsg.pointwise(ksg, x, y), ksg.pointwise(x, y), 1e-12);
        assertArrayEquals(SlowKsg.pointwise(ksg, x, whole), ksg.pointwise(x, whole), 1e-12);
        assertEquals(SlowKsg.conditional(ksg, x, y, whole), ksg.estimate(x, y, whole), 1e-12);
    }

    @Test
    void agreesWithAnotherProgram() {
        // SciPy 1.17.1: i = numpy.arange(60); x = numpy.sin(i); y = numpy.sin(i) + numpy.cos(7 * i) / 2
        // x = (x - x.mean()) / x.std(); y = (y - y.mean()) / y.std(); d = scipy.special.digamma
        // a = abs(x[:, None] - x); b = abs(y[:, None] - y); e = numpy.sort(numpy.maximum(a, b))[:, 5, None]
        // d(5) + d(60) - (d((a < e).sum(1)) + d((b < e).sum(1))).mean(); scikit-learn 1.9.1 gives the same to its
        // noise:
        // mutual_info_regression(x[:, None], y, n_neighbors=5, random_state=0)
        Matrix x = Matrix.fill(60, 1, (i, j) -> Math.sin(i));
        Matrix y = Matrix.fill(60, 1, (i, j) -> Math.sin(i) + Math.cos(7 * i) / 2);
        assertEquals(0.6577041584402803, FIRST.estimate(x, y), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void findsTheInformationOfNormalVariables(Algorithm algorithm) {
        KsgMi ksg = new KsgMi(algorithm, 5);
        Matrix both = pair(10_000, 0.75, 1);
        assertEquals(-0.5 * Math.log(1 - 0.75 * 0.75), ksg.estimate(left(both, 1), right(both, 1)), 0.03);
        Matrix four = dense(10_000, 4, 1);
        assertEquals(Draws.denseNats(2), ksg.estimate(left(four, 2), right(four, 2)), 0.03);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void findsTheConditionalInformationOfNormalVariables(Algorithm algorithm) {
        Matrix z = normal(10_000, 4, 3);
        Matrix x = Matrix.fill(10_000, 1, (i, j) -> z.get(i, 0) + z.get(i, 1));
        Matrix common = left(z, 1);
        Matrix y = Matrix.fill(10_000, 1, (i, j) -> z.get(i, 0) + z.get(i, 2));
        Matrix coupled = Matrix.fill(10_000, 1, (i, j) -> z.get(i, 0) + z.get(i, 1) + z.get(i, 2));
        KsgMi ksg = new KsgMi(algorithm, 5);
        assertEquals(0, ksg.estimate(x, y, common), 0.03); // x and y share nothing but the common cause
        assertEquals(Math.log(2) / 2, ksg.estimate(x, coupled, common), 0.04);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void isSymmetricAndIgnoresScaleAndOrder(Algorithm algorithm) {
        KsgMi ksg = new KsgMi(algorithm, 4);
        Matrix both = dense(500, 5, 9);
        Matrix x = left(both, 2);
        Matrix y = right(both, 2);
        double nats = ksg.estimate(x, y);
        assertEquals(nats, ksg.estimate(y, x), 1e-12);
        assertEquals(nats, ksg.estimate(map(x, v -> -8 * v), Draws.reversedColumns(y)), 1e-12);
        assertEquals(nats, ksg.estimate(Draws.reversedRows(x), Draws.reversedRows(y)), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void independentColumnsShareNothingAndTheEstimateIsNotClamped(Algorithm algorithm) {
        KsgMi ksg = new KsgMi(algorithm, 5);
        assertEquals(0, ksg.estimate(normal(5000, 1, 1), normal(5000, 1, 2)), 0.03);
        double lowest = IntStream.range(0, 20)
                .mapToDouble(seed -> ksg.estimate(normal(100, 1, seed), normal(100, 1, 100 + seed)))
                .min()
                .orElseThrow();
        assertEquals(true, lowest < 0);
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        Matrix both = dense(20_000, 4, 3);
        double[] parallel = FIRST.pointwise(left(both, 2), right(both, 2));
        ForkJoinPool alone = new ForkJoinPool(1);
        double[] serial = alone.submit(() -> FIRST.pointwise(left(both, 2), right(both, 2)))
                .join();
        alone.shutdown();
        assertArrayEquals(serial, parallel);
        assertEquals(Draws.mean(serial), FIRST.estimate(left(both, 2), right(both, 2)), 1e-12);
    }

    @Test
    void ofDiscreteVariablesItFindsTheEntropyTheyShare() {
        Matrix coin = Matrix.fill(1000, 1, (i, j) -> i % 2);
        for (KsgMi ksg : List.of(FIRST, SECOND)) {
            assertEquals(Math.log(2), ksg.estimate(coin, coin), 0.003);
            Matrix other = Matrix.fill(1000, 1, (i, j) -> i / 2 % 2);
            assertEquals(0, ksg.estimate(coin, other), 0.005);
        }
    }

    @Test
    void aConstantColumnChangesNothing() {
        Matrix both = pair(200, 0.5, 1);
        Matrix x = left(both, 1);
        Matrix y = right(both, 1);
        Matrix dead = Matrix.fill(200, 1, (i, j) -> 0.1);
        assertEquals(FIRST.estimate(x, y), FIRST.estimate(x.beside(dead), y));
        assertEquals(0, FIRST.estimate(dead, y), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void theSeedMovesEqualValuesAndNothingElse(Algorithm algorithm) {
        KsgMi ksg = new KsgMi(algorithm, 5);
        Matrix both = pair(800, 0.5, 1);
        Matrix x = left(both, 1);
        Matrix y = right(both, 1);
        assertArrayEquals(ksg.pointwise(x, y), ksg.withSeed(1).pointwise(x, y));
        Matrix rounded = map(x, v -> Math.rint(5 * v) / 5);
        assertEquals(ksg.estimate(rounded, y), ksg.estimate(rounded, y));
        assertNotEquals(ksg.estimate(rounded, y), ksg.withSeed(1).estimate(rounded, y));
        assertEquals(ksg.estimate(rounded, y), ksg.withSeed(1).estimate(rounded, y), 0.05);
    }

    /** Figures of the referee: KSG as published in NumPy 2.4.6 on the same law, mean of 10 seeds 0.498 and 0.289, k = 3. */
    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void halfOfAVariableMayBeOneConstant(Algorithm algorithm) {
        double truth = 0.4790; // quadrature of normal variables with correlation 0.85, one of them rectified
        double mean = IntStream.range(0, 20)
                .mapToDouble(seed -> {
                    Matrix both = pair(1000, 0.85, seed);
                    return new KsgMi(algorithm, 3).estimate(map(left(both, 1), v -> Math.max(v, 0)), right(both, 1));
                })
                .average()
                .orElseThrow();
        assertEquals(truth, mean, 0.015);
    }

    /** The referee, JIDT's formula in NumPy 2.4.6, mean of 20 seeds: 0.572 with k = 1 and 0.208 with k = 5. */
    @Test
    void theSecondAlgorithmIsTooHighUnderAConditionWithFewNeighbours() {
        double truth = -0.5 * Math.log(1 - 0.574 * 0.574);
        assertEquals(0.572, conditionalMean(new KsgMi(Algorithm.SECOND, 1)), 0.03);
        assertEquals(0.208, conditionalMean(new KsgMi(Algorithm.SECOND, 5)), 0.02);
        assertEquals(truth, conditionalMean(new KsgMi(Algorithm.FIRST, 1)), 0.03);
    }

    private static double conditionalMean(KsgMi ksg) {
        return IntStream.range(0, 20)
                .mapToDouble(seed -> {
                    Matrix both = pair(800, 0.574, seed);
                    Matrix z = normal(800, 1, 100 + seed);
                    Matrix x = Matrix.fill(800, 1, (i, j) -> both.get(i, 0) + z.get(i, 0));
                    Matrix y = Matrix.fill(800, 1, (i, j) -> both.get(i, 1) - z.get(i, 0));
                    return ksg.estimate(x, y, z);
                })
                .average()
                .orElseThrow();
    }

    @Test
    void noEstimateIsAboveTheCeiling() {
        Matrix x = normal(500, 1, 1);
        for (KsgMi ksg : List.of(FIRST, SECOND)) {
            assertEquals(ksg.ceiling(500), ksg.estimate(x, x), 1e-12);
        }
    }

    @Test
    void saysWhatToDoubt() {
        assertEquals(List.of(), FIRST.warnings(normal(200, 2, 1), normal(200, 2, 2)));
        assertEquals(
                List.of(
                        "There are 12 columns in all; above 10 nearest neighbours are far away and the estimate is too"
                                + " low.",
                        "There are only 100 samples for 12 columns in all, so the estimate scatters."),
                FIRST.warnings(normal(100, 6, 1), normal(100, 6, 2)));
        Matrix coin = Matrix.fill(100, 1, (i, j) -> i % 2);
        assertEquals(
                List.of("Every sample has at least 5 exact copies: they are counted as samples of discrete variables."),
                FIRST.warnings(coin, coin));
        Matrix die = Matrix.fill(100, 1, (i, j) -> i % 50);
        assertEquals(
                List.of(
                        "x has tied values; they are spread at random, at most half way to the next value.",
                        "y has tied values; they are spread at random, at most half way to the next value.",
                        "x has 1 of 1 columns of whole numbers only, but this estimator is for continuous variables.",
                        "y has 1 of 1 columns of whole numbers only, but this estimator is for continuous variables.",
                        "50 of 100 samples are exact copies of others, which a density does not produce."),
                FIRST.warnings(die, die));
        Matrix cauchy = map(normal(1000, 1, 1), v -> Math.tan(Math.PI * (Draws.phi(v) - 0.5)));
        assertEquals(
                List.of(
                        "y has 1 of 1 columns with long tails, beside which most samples lie close together, so that too"
                                + " little is found; take ranks or asinh of them first, the information stays the same."),
                FIRST.warnings(normal(1000, 1, 2), cauchy));
    }

    @Test
    void namesItsParameters() {
        assertEquals("KSG-1 k=5", FIRST.name());
        assertEquals("KSG-2 k=5, seed 3", SECOND.withSeed(3).name());
    }

    @Test
    void refusesTooFewSamplesAndNeighbours() {
        assertRejected(
                "samples: expected at least 6, got 5; capture more",
                () -> FIRST.estimate(normal(5, 1, 1), normal(5, 1, 2)));
        assertRejected("neighbours: expected a whole number of at least 1, got 0", () -> new KsgMi(Algorithm.FIRST, 0));
    }
}
