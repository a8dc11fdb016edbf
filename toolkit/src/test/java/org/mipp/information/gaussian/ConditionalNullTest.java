package org.mipp.information.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.SecondMoments;

class ConditionalNullTest {

    private static final int REPEATS = 4000;

    /**
     * The rate at which nodes that tell nothing pass the test, where the distribution is exact. Standard deviation of the
     * rate over 4,000 repeats: 0.0034 at 5 %.
     */
    @ParameterizedTest(name = "N={0}, p={1}, q={2}")
    @CsvSource({"80, 6, 4", "40, 10, 12", "60, 1, 1"})
    void falsePositivesComeAtTheRateAskedFor(int samples, int inputs, int targets) {
        double rate = falsePositiveRate(samples, inputs, 1, targets);
        assertEquals(0.05, rate, 0.012);
    }

    /** Rao's approximation, for three columns and five targets: p = 8 of which one group of g = 3 is a node. */
    @Test
    void falsePositivesOfAGroupComeAtTheRateAskedForToo() {
        assertEquals(0.05, falsePositiveRate(60, 9, 3, 5), 0.012);
    }

    /** Node 0 is noise; the other nodes drive the targets, so the null holds for node 0 alone. */
    private static double falsePositiveRate(int samples, int inputs, int width, int targets) {
        Random random = new Random(5);
        double threshold = new ConditionalNull(samples, inputs, width, targets).threshold(0.95);
        int passed = 0;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            Matrix x = Matrix.fill(samples, inputs, (i, j) -> random.nextGaussian());
            Matrix y = Matrix.fill(
                    samples, targets, (i, j) -> random.nextGaussian() + (inputs > width ? x.get(i, inputs - 1) : 0));
            GaussianModel model = GaussianModel.of(SecondMoments.of(x, y), width, Regularisation.NONE);
            passed += model.unique()[0] > threshold ? 1 : 0;
        }
        return (double) passed / REPEATS;
    }

    @Test
    void thresholdsAgreeWithScipy() {
        // SciPy 1.17.1: 0.5 * numpy.log1p(q / (N - p - q) * scipy.stats.f.ppf(a, q, N - p - q))
        assertEquals(0.06683210348715166, new ConditionalNull(80, 6, 1, 4).threshold(0.95), 1e-10);
        assertEquals(0.00607573974515851, new ConditionalNull(2000, 84, 1, 10).threshold(0.99), 1e-10);
        // the same with Rao's degrees of freedom; a simulation of Wilks' distribution (2 million draws) gave 0.25282
        assertEquals(0.25279091893422817, new ConditionalNull(60, 8, 3, 5).threshold(0.95), 1e-10);
        assertEquals(0.05808912456725209, new ConditionalNull(4000, 150, 25, 16).threshold(0.95), 1e-10);
    }

    @Test
    void meansAgreeWithScipy() {
        // SciPy 1.17.1, scipy.special.psi; the simulation above gave 0.15166 for the second
        assertEquals(0.028174603174603075, new ConditionalNull(80, 6, 1, 4).mean(), 1e-10);
        assertEquals(0.15166488796067723, new ConditionalNull(60, 8, 3, 5).mean(), 1e-10);
    }

    @Test
    void moreSamplesNeverRaiseTheThreshold() {
        double before = Double.POSITIVE_INFINITY;
        for (long samples = 30; samples < 100_000; samples *= 2) {
            double threshold = new ConditionalNull(samples, 12, 3, 7).threshold(0.95);
            assertTrue(threshold < before, samples + " samples: " + threshold);
            before = threshold;
        }
    }

    @Test
    void moreConfidenceRaisesTheThreshold() {
        ConditionalNull test = new ConditionalNull(200, 12, 3, 7);
        assertTrue(test.threshold(0.5) < test.threshold(0.95) && test.threshold(0.95) < test.threshold(0.99));
    }

    @Test
    void refusesTooFewSamplesAndNamesTheRemedy() {
        String message = assertThrows(IllegalArgumentException.class, () -> new ConditionalNull(100, 90, 1, 10))
                .getMessage();
        assertEquals(
                "null model: expected more independent samples than columns, 90 inputs + 10 targets, got 100;"
                        + " capture more images, or choose a budget that needs no test (kept fraction or share)",
                message);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "-0.1", "NaN"})
    void refusesAConfidenceOutsideItsRange(double confidence) {
        ConditionalNull test = new ConditionalNull(200, 12, 3, 7);
        String message = assertThrows(IllegalArgumentException.class, () -> test.threshold(confidence))
                .getMessage();
        assertEquals("confidence: expected a number between 0 and 1, both excluded, got " + confidence, message);
    }

    @Test
    void refusesAGroupWiderThanTheModel() {
        String message = assertThrows(IllegalArgumentException.class, () -> new ConditionalNull(200, 2, 3, 7))
                .getMessage();
        assertTrue(message.contains("a group of at least one of the 2 inputs"), message);
    }
}
