package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mipp.information.estimator.Draws.assertRejected;
import static org.mipp.information.estimator.Draws.normal;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mipp.Estimators;
import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.estimator.BinnedMi.Binning;
import org.mipp.linalg.Matrix;

/** Discrete variables, by the estimator for them and by bins of both kinds, against their entropy. */
class DiscreteMiTest {

    private static final int SAMPLES = 1000;

    private static Matrix drawn(ToDoubleFunction<Random> value, long seed) {
        Random random = new Random(seed);
        return Matrix.fill(SAMPLES, 1, (i, j) -> value.applyAsDouble(random));
    }

    private static List<ConditionalMiEstimator> estimators(int bins) {
        return List.of(
                Estimators.discrete(),
                Estimators.binned(bins),
                new BinnedMi(bins, Binning.EQUAL_FREQUENCY, false),
                new BinnedMi(bins, Binning.EQUAL_WIDTH, false),
                new DiscreteMi(true));
    }

    private static void tellsItsEntropy(Matrix x, double... probabilities) {
        double entropy = 0;
        for (double p : probabilities) {
            entropy -= p * Math.log(p);
        }
        for (int bins = probabilities.length; bins <= 12; bins += 2) {
            for (ConditionalMiEstimator estimator : estimators(bins)) {
                assertEquals(entropy, estimator.estimate(x, x), 0.01, estimator.name());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void aVariableTellsItsEntropyOfItself(long seed) {
        tellsItsEntropy(Matrix.fill(SAMPLES, 1, (i, j) -> (i * 7 + seed) % 20 == 0 ? 0 : 1), 0.05, 0.95); // 0.1985
        tellsItsEntropy(Matrix.fill(SAMPLES, 1, (i, j) -> (i * 7 + seed) % 20 == 0 ? 1 : 0), 0.95, 0.05);
        tellsItsEntropy(drawn(random -> random.nextInt(2), seed), 0.5, 0.5);
        tellsItsEntropy(drawn(random -> 1 + random.nextInt(6), seed), 1 / 6., 1 / 6., 1 / 6., 1 / 6., 1 / 6., 1 / 6.);
        tellsItsEntropy(Matrix.fill(SAMPLES, 1, (i, j) -> answer((i * 7 + seed) % 20)), 0.1, 0.2, 0.4, 0.2, 0.1);
        tellsItsEntropy(
                Matrix.fill(SAMPLES, 1, (i, j) -> Math.pow(10, answer((i * 7 + seed) % 20))), 0.1, 0.2, 0.4, 0.2, 0.1);
    }

    private static double answer(long twentieth) {
        return twentieth < 2 ? 1 : twentieth < 6 ? 2 : twentieth < 14 ? 3 : twentieth < 18 ? 4 : 5;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void oneCoinTellsNothingOfAnotherUntilTheirDifferenceIsKnown(long seed) {
        Matrix x = drawn(random -> random.nextInt(2), seed);
        Matrix y = drawn(random -> random.nextInt(2), seed + 100);
        Matrix differ = Matrix.fill(SAMPLES, 1, (i, j) -> x.get(i, 0) == y.get(i, 0) ? 0 : 1);
        for (int bins = 2; bins <= 12; bins += 5) {
            for (ConditionalMiEstimator estimator : estimators(bins)) {
                assertEquals(0, estimator.estimate(x, y), 0.01, estimator.name());
                assertEquals(Math.log(2), estimator.estimate(x, y, differ), 0.01, estimator.name());
            }
        }
    }

    @Test
    void aManyTiedValueHasABinOfItsOwnWhereverItLies() {
        // half zeros among values of a continuous variable, alone told by the other variable
        DoubleUnaryOperator rectified = v -> Math.max(v, 0);
        Matrix x = Draws.map(normal(SAMPLES, 1, 1), rectified);
        Matrix isZero = Draws.map(x, v -> v == 0 ? 1 : 0);
        double entropy = Estimators.discrete().estimate(isZero, isZero);
        assertEquals(entropy, new BinnedMi(10, Binning.EQUAL_FREQUENCY, false).estimate(x, isZero), 1e-12);
        assertEquals(
                entropy,
                new BinnedMi(10, Binning.EQUAL_FREQUENCY, false).estimate(Draws.map(x, v -> -v), isZero),
                1e-12);
    }

    @Test
    void obeysTheChainRuleAndTheMeanOfItsPointwiseValuesIsTheEstimate() {
        Matrix x = drawn(random -> random.nextInt(3), 1);
        Matrix z = drawn(random -> random.nextInt(4), 2);
        Matrix y = Matrix.fill(SAMPLES, 1, (i, j) -> Math.max(x.get(i, 0), z.get(i, 0)));
        for (boolean corrected : new boolean[] {false, true}) {
            DiscreteMi discrete = new DiscreteMi(corrected);
            double both = discrete.estimate(x.beside(z), y);
            assertEquals(both, discrete.estimate(z, y) + discrete.estimate(x, y, z), 1e-12);
            assertEquals(both, Draws.mean(discrete.pointwise(x.beside(z), y)), 1e-12);
        }
    }

    @Test
    void theCorrectionRemovesMostOfWhatIndependentVariablesFeign() {
        double plugIn = 0;
        double corrected = 0;
        for (int seed = 0; seed < 100; seed++) {
            Matrix x = drawn(random -> random.nextInt(6), seed);
            Matrix y = drawn(random -> random.nextInt(6), 1000 + seed);
            plugIn += new DiscreteMi().estimate(x, y) / 100;
            corrected += new DiscreteMi(true).estimate(x, y) / 100;
        }
        assertEquals(25 / 2000.0, plugIn, 0.002);
        assertEquals(0, corrected, 0.002);
    }

    @Test
    void saysWhatToDoubtAndItsName() {
        Matrix die = drawn(random -> random.nextInt(6), 1);
        assertEquals(List.of(), new DiscreteMi().warnings(die, die));
        assertEquals(
                List.of("1000 different values of x and 6 of y make 6000 cells for 1000 samples; most hold one or none,"
                        + " which feigns information."),
                new DiscreteMi().warnings(normal(SAMPLES, 1, 1), die));
        assertEquals("Discrete", new DiscreteMi().name());
        assertEquals("Discrete, corrected", new DiscreteMi(true).name());
    }

    @Test
    void refusesSamplesThatDoNotBelongTogether() {
        assertRejected(
                "y: expected as many rows as x, 1000, got 10; pass the same samples of both",
                () -> new DiscreteMi().estimate(normal(SAMPLES, 1, 1), normal(10, 1, 1)));
    }
}
