package org.mipp.information.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.mipp.Estimators;
import org.mipp.MutualInformation;
import org.mipp.information.Derived;
import org.mipp.information.MiEstimator;
import org.mipp.information.PlugIn;
import org.mipp.information.SeededMiEstimator;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Sample;
import org.mipp.information.task.Tasks;
import org.mipp.linalg.Matrix;
import org.mipp.run.RefusedException;

class MeasureTest {

    private static final MiTask NORMAL = Tasks.get("1v1-normal-0.75");
    private static final MiTask SPARSE = Tasks.get("multinormal-sparse-3-3-2-2.0");

    private static Matrix noise(int samples, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Matrix.fill(samples, columns, (i, j) -> random.nextGaussian());
    }

    /** 95 % of 400 intervals; two standard deviations of the rate are 0.022. */
    @Test
    void theIntervalHoldsTheTruthAboutAsOftenAsItSays() {
        Measure measure = Measure.with(PlugIn::correlation).permutations(0);
        int held = 0;
        for (int trial = 0; trial < 400; trial++) {
            Sample sample = NORMAL.sample(300, 1000 + trial);
            Interval interval =
                    measure.seed(trial).of(sample.x(), sample.y()).interval().orElseThrow();
            held += interval.low() <= NORMAL.mutualInformation() && NORMAL.mutualInformation() <= interval.high()
                    ? 1
                    : 0;
        }
        assertEquals(0.95, held / 400.0, 0.025);
    }

    @Test
    void pValuesAreUniformWhereThereIsNothingToFind() {
        Measure measure = Measure.with(PlugIn::correlation).repeats(0).permutations(19);
        int[] counts = new int[21];
        for (int trial = 0; trial < 1000; trial++) {
            Measurement nothing = measure.seed(trial).of(noise(40, 1, 2L * trial), noise(40, 1, 2L * trial + 1));
            NullDistribution chance = nothing.chance().orElseThrow();
            counts[(int) Math.round(20 * chance.pValue())]++;
            assertEquals(nothing.estimate() > chance.threshold(), chance.pValue() <= 0.05 + 1e-12);
        }
        assertEquals(0, counts[0]);
        for (int place = 1; place <= 20; place++) {
            assertEquals(50, counts[place], 25, "p = " + place / 20.0); // standard deviation 6.9
        }
    }

    @Test
    void permutationsAgreeWithTheClosedFormWhereThatHolds() {
        Sample sample = SPARSE.sample(400, 3);
        PlugIn.Named gaussian = new PlugIn.Named("Gaussian");
        NullDistribution exact =
                Measure.with(gaussian).of(sample.x(), sample.y()).chance().orElseThrow();
        NullDistribution permuted = Measure.with(gaussian)
                .permutations(999)
                .repeats(0)
                .of(sample.x(), sample.y())
                .chance()
                .orElseThrow();
        assertEquals("closed form, which assumes normal data", exact.how());
        assertEquals("999 permutations", permuted.how());
        assertEquals(exact.threshold(), permuted.threshold(), 0.0015);
        assertEquals(0, exact.pValue(), 1e-9);
        assertEquals(0.001, permuted.pValue(), 1e-12);
        Matrix y = noise(400, 3, 4);
        Measurement nothing = Measure.with(gaussian).of(sample.x(), y);
        assertEquals(
                Measure.with(gaussian)
                        .permutations(999)
                        .repeats(0)
                        .of(sample.x(), y)
                        .chance()
                        .orElseThrow()
                        .pValue(),
                nothing.chance().orElseThrow().pValue(),
                0.05);
    }

    /** Two standard deviations of the rate over 600 samples: 0.018. */
    @Test
    void theGaussianEstimatorPassesItsOwnThresholdAsOftenAsItSays() {
        Measure measure = Measure.with(new GaussianMi()).repeats(0);
        int passed = 0;
        for (int trial = 0; trial < 600; trial++) {
            Measurement nothing = measure.of(noise(60, 2, 2L * trial), noise(60, 3, 2L * trial + 1));
            assertEquals(
                    "closed form, which assumes normal data",
                    nothing.chance().orElseThrow().how());
            passed += nothing.estimate() > nothing.chance().orElseThrow().threshold() ? 1 : 0;
        }
        assertEquals(0.05, passed / 600.0, 0.02);
    }

    @Test
    void aMeasurementSaysAllThatItKnows() {
        Measurement measurement =
                Measure.with(new PlugIn.Named("Gaussian")).seed(5).of(SPARSE, 500);
        assertEquals(3, measurement.dimX());
        assertEquals(500, measurement.provenance().samples());
        assertEquals(5, measurement.provenance().seed());
        assertEquals(List.of(), measurement.warnings());
        assertTrue(
                measurement
                        .toString()
                        .matches(
                                "Gaussian: 0\\.\\d{4} nats, 95 % interval 0\\.\\d{4} to 1\\.\\d{4}; chance stays below"
                                        + " 0\\.\\d{4} in 95 % \\(p < 1e-6 by the closed form, which assumes normal data\\); truth 1\\.0217 \\(seed 5, 500 samples, cpu\\(\\), .*"),
                measurement.toString());
        assertEquals("20 random halves", measurement.interval().orElseThrow().how());
    }

    @Test
    void theSameSeedGivesTheSameMeasurement() {
        Sample sample = NORMAL.sample(100, 1);
        Measure measure = Measure.with(PlugIn::correlation).repeats(5).permutations(19);
        Measurement once = measure.of(sample.x(), sample.y());
        Measurement again = measure.of(sample.x(), sample.y());
        assertEquals(once.interval(), again.interval());
        assertEquals(once.chance(), again.chance());
        assertFalse(once.interval()
                .equals(measure.seed(1).of(sample.x(), sample.y()).interval()));
    }

    @Test
    void labelsAreNotStandardised() {
        Set<Double> seen = new TreeSet<>();
        MiEstimator spy = (x, y) -> {
            for (double label : y.column(0)) {
                seen.add(label);
            }
            return 0;
        };
        Measure.with(spy).repeats(0).permutations(0).of(Tasks.get("label-mixture-2-1"), 50);
        assertEquals(Set.of(0.0, 1.0), seen);
    }

    /** An estimator whose only spread is that of its seeds. */
    private record Roulette(long seed) implements SeededMiEstimator {
        @Override
        public double estimate(Matrix x, Matrix y) {
            return new SplittableRandom(seed).nextGaussian();
        }

        @Override
        public MiEstimator withSeed(long newSeed) {
            return new Roulette(newSeed);
        }
    }

    @Test
    void theSpreadOverSeedsBelongsToTheInterval() {
        Measurement measurement =
                Measure.with(new Roulette(0)).repeats(400).permutations(0).of(noise(10, 1, 1), noise(10, 1, 2));
        Interval interval = measurement.interval().orElseThrow();
        assertEquals("400 random halves, each with a seed of its own", interval.how());
        assertEquals(2 * 1.96, interval.high() - interval.low(), 0.35);
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
    void anInterruptStopsTheMeasurement() {
        List<Integer> calls = new ArrayList<>();
        MiEstimator interrupting = (x, y) -> {
            calls.add(1);
            Thread.currentThread().interrupt();
            return 0;
        };
        assertThrows(
                CancellationException.class, () -> Measure.with(interrupting).of(noise(10, 1, 1), noise(10, 1, 2)));
        assertEquals(1, calls.size());
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

    @Test
    void injectedNoiseShowsTheBiasAndTheNullOfOneNode() {
        Sample sample = SPARSE.sample(300, 1);
        InjectedNoiseNull noise = InjectedNoiseNull.of(PlugIn::gaussian, sample.x(), 1, sample.y(), 499, 0);
        // Wilks: one more column tells three targets 3 / 2N nats on average, and the exact quantile for p = 4
        assertEquals(3 / 600.0, noise.mean(), 0.0007);
        assertEquals(
                new org.mipp.information.gaussian.ConditionalNull(300, 4, 1, 3).threshold(0.95),
                noise.threshold(0.95),
                0.002);
        assertEquals(1.0 / 500, noise.pValue(1), 1e-12);
        assertEquals(1, noise.pValue(-1), 1e-12);
        assertTrue(noise.toString().startsWith("Injected noise by yours: 0.00"), noise.toString());
    }

    @Test
    void nodesThatTellSomethingStandOutFromInjectedNoise() {
        Sample sample = SPARSE.sample(300, 2);
        double threshold = InjectedNoiseNull.of(PlugIn::gaussian, sample.x(), 1, sample.y(), 99, 0)
                .threshold(0.95);
        double[] phi = Derived.leaveOneOut(PlugIn::gaussian, sample.x(), 1, sample.y());
        assertTrue(phi[0] > 10 * threshold && phi[1] > 10 * threshold, "columns with a partner");
        assertTrue(phi[2] < threshold, "the idle column");
    }

    @Test
    void theVerbMeasuresWithTheDefaults() {
        Sample sample = NORMAL.sample(100, 0);
        Measurement measurement = MutualInformation.measure(PlugIn::correlation, sample.x(), sample.y());
        assertEquals(
                Measure.with(PlugIn::correlation).of(sample.x(), sample.y()).interval(), measurement.interval());
        assertEquals("100 permutations", measurement.chance().orElseThrow().how());
    }

    @Test
    void injectedNoiseComesInNodesOfTheSameWidth() {
        Set<Integer> columns = new TreeSet<>();
        MiEstimator spy = (x, y) -> {
            columns.add(x.columns());
            return 0;
        };
        InjectedNoiseNull.of(spy, noise(20, 6, 1), 3, noise(20, 1, 2), 2, 0);
        assertEquals(Set.of(6, 9), columns);
        assertEquals(
                "injected noise: expected nodes of 4 columns each, got 6 columns",
                message(() -> InjectedNoiseNull.of(spy, noise(20, 6, 1), 4, noise(20, 1, 2), 2, 0)));
        assertEquals(
                "injected noise: expected at least 19 repeats for level 0.95, got 2",
                message(() -> InjectedNoiseNull.of(spy, noise(20, 6, 1), 3, noise(20, 1, 2), 2, 0)
                        .threshold(0.95)));
    }

    private static String message(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }
}
