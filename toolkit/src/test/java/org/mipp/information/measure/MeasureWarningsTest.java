package org.mipp.information.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.mipp.Estimators;
import org.mipp.information.MiEstimator;
import org.mipp.information.PlugIn;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Sample;
import org.mipp.information.task.Tasks;
import org.mipp.linalg.Matrix;
import org.mipp.run.RefusedException;

/** What a measurement says when it is not to be believed, or cannot be had. */
class MeasureWarningsTest {

    private static final MiTask NORMAL = Tasks.get("1v1-normal-0.75");

    private static Matrix noise(int samples, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Matrix.fill(samples, columns, (i, j) -> random.nextGaussian());
    }

    @Test
    void doubtsAndSuspiciousNumbersBecomeWarnings() {
        MiEstimator doubtful = new MiEstimator() {
            @Override
            public double estimate(Matrix x, Matrix y) {
                return -0.5;
            }

            @Override
            public List<String> warnings(Matrix x, Matrix y) {
                return List.of("more columns than sense");
            }
        };
        List<String> warnings =
                Measure.with(doubtful).of(noise(10, 1, 1), noise(10, 1, 2)).warnings();
        assertEquals("more columns than sense", warnings.get(0));
        assertTrue(warnings.get(1).startsWith("the estimate is below zero, which information never is"));
        assertEquals(
                "the estimate is not above what chance alone stays below in 95 % of samples, -0.5000 nats",
                warnings.get(2));
    }

    @Test
    void anEstimateBelowZeroButAboveChanceIsNotCalledNothing() {
        Sample sample = NORMAL.sample(200, 1);
        MiEstimator low = (x, y) -> PlugIn.correlation(x, y) - 1;
        Measurement measurement = Measure.with(low).repeats(0).of(sample.x(), sample.y());
        assertTrue(measurement.chance().orElseThrow().pValue() < 0.02);
        assertEquals(
                List.of("the estimate is below zero, which information never is: yet it is above what chance gives, so"
                        + " there is something to find, and the estimator is too low on these samples"),
                measurement.warnings());
    }

    @Test
    void anEstimateNearTheCeilingIsSaidToBe() {
        Matrix x = noise(300, 1, 1);
        Measure measure = Measure.with(Estimators.ksg(3)).repeats(0).permutations(0);
        assertEquals(
                List.of(
                        "the estimate is near the most that this estimator can find in so many samples, 4.78 nats: there may"
                                + " be much more"),
                measure.of(x, x).warnings());
        assertEquals(
                measure.of(x, x).warnings(),
                Measure.with(MiEstimator.named("mine", Estimators.ksg(3)))
                        .repeats(0)
                        .permutations(0)
                        .of(x, x)
                        .warnings());
        assertEquals(List.of(), measure.of(NORMAL, 300).warnings());
    }

    @Test
    void aSampleTooSmallToBeHalvedHasNoIntervalButAnEstimate() {
        MiEstimator greedy = (x, y) -> {
            if (x.rows() < 10) {
                throw new RefusedException("rows: expected at least 10, got " + x.rows());
            }
            return 1;
        };
        Measurement measurement = Measure.with(greedy).permutations(0).of(noise(12, 1, 1), noise(12, 1, 2));
        assertTrue(measurement.interval().isEmpty());
        assertEquals(
                List.of("no interval, because half of the samples are too few: rows: expected at least 10, got 6"),
                measurement.warnings());
    }

    @Test
    void aSampleTooSmallForTheClosedFormHasNoThresholdButAnEstimate() {
        Measurement measurement =
                Measure.with(new GaussianMi(false, 0.1)).repeats(0).of(noise(10, 6, 1), noise(10, 6, 2));
        assertTrue(measurement.chance().isEmpty());
        String warning = measurement.warnings().get(measurement.warnings().size() - 1);
        assertTrue(
                warning.startsWith("no threshold: null model: expected more independent samples than columns")
                        && warning.endsWith("; or ask for permutations"),
                warning);
    }

    @Test
    void refusesWhatMakesNoSense() {
        Measure measure = Measure.with(PlugIn::correlation);
        assertEquals(
                "permutations: expected at least 19 for level 0.95, or 0 for none, got 18",
                message(() -> measure.permutations(18)));
        assertEquals(
                "permutations: expected at least 99 for level 0.99, or 0 for none, got 19",
                message(() -> measure.permutations(19).level(0.99)));
        assertEquals("repeats: expected at least 2, or 0 for no interval, got 1", message(() -> measure.repeats(1)));
        assertEquals(
                "level: expected a number between 0 and 1, both excluded, got 95.0; for 95.0 % write 0.95",
                message(() -> measure.level(95)));
        assertEquals(
                "sample: expected as many rows of y as of x, 3, got 4",
                message(() -> measure.of(noise(3, 1, 1), noise(4, 1, 1))));
        assertEquals(
                "estimator 'yours': expected a finite number of nats from 3 samples of 1 + 1 columns, got NaN",
                message(() -> Measure.with((x, y) -> Double.NaN).of(noise(3, 1, 1), noise(3, 1, 1))));
    }

    private static String message(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }
}
