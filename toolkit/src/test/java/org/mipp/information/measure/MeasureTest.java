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
import org.mipp.MutualInformation;
import org.mipp.information.MiEstimator;
import org.mipp.information.PlugIn;
import org.mipp.information.SeededMiEstimator;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Sample;
import org.mipp.information.task.Tasks;
import org.mipp.linalg.Matrix;

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
        assertEquals(3, measurement.columns().x());
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
    void theVerbMeasuresWithTheDefaults() {
        Sample sample = NORMAL.sample(100, 0);
        Measurement measurement = MutualInformation.measure(PlugIn::correlation, sample.x(), sample.y());
        assertEquals(
                Measure.with(PlugIn::correlation).of(sample.x(), sample.y()).interval(), measurement.interval());
        assertEquals("100 permutations", measurement.chance().orElseThrow().how());
    }
}
