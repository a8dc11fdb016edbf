package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Sample;
import org.mipp.information.task.Tasks;
import org.mipp.linalg.Matrix;

/** Information between the few functions that tell most of each other. */
class CanonicalMiTest {

    private static final CanonicalMi CANONICAL = new CanonicalMi(5);
    private static final KsgMi KSG = new KsgMi(KsgMi.Algorithm.FIRST, 5);

    private static void near(String task, int samples, double tolerance) {
        MiTask known = Tasks.get(task);
        Sample sample = known.sample(samples, 3);
        assertEquals(known.mutualInformation(), CANONICAL.estimate(sample.x(), sample.y()), tolerance, task);
    }

    @Test
    void ofTwoColumnsItFindsWhatThereIs() {
        near("1v1-normal-0.75", 2000, 0.06);
        near("1v1-additive-0.75", 2000, 0.06);
    }

    @Test
    void amongManyColumnsItFindsTheFewPairsThatTell() {
        near("multinormal-sparse-25-25-2-2.0", 4000, 0.12);
        near("multinormal-dense-50-50-0.5", 4000, 0.15);
    }

    @Test
    void ofACommonScaleItFindsWhatCorrelationsDoNotShow() {
        near("student-identity-5-5-2", 2000, 0.08);
        near("student-identity-3-3-3", 2000, 0.08);
    }

    @Test
    void whereDependenceIsCurvedItFindsMoreThanNeighboursInAllColumnsAndThanRanks() {
        for (String task :
                new String[] {"spiral-multinormal-sparse-3-3-2-2.0", "spiral-multinormal-sparse-5-5-2-2.0"}) {
            MiTask known = Tasks.get(task);
            Sample sample = known.sample(3000, 1);
            double found = CANONICAL.estimate(sample.x(), sample.y());
            assertTrue(found > KSG.estimate(sample.x(), sample.y()) + 0.05, task + ": " + found);
            assertTrue(found > new GaussianCopulaMi().estimate(sample.x(), sample.y()) + 0.2, task + ": " + found);
            assertTrue(found < known.mutualInformation() + 0.03, task + ": " + found);
        }
    }

    @Test
    void whereThereIsNothingItIsZeroInTheMean() {
        double[] nothing = IntStream.range(0, 24)
                .mapToDouble(seed -> CANONICAL.estimate(noise(200, 3, seed), noise(200, 3, 1000 + seed)))
                .toArray();
        double mean =
                IntStream.range(0, nothing.length).mapToDouble(i -> nothing[i]).sum() / nothing.length;
        double variance = IntStream.range(0, nothing.length)
                        .mapToDouble(i -> (nothing[i] - mean) * (nothing[i] - mean))
                        .sum()
                / (nothing.length - 1);
        assertEquals(0, mean, 3 * Math.sqrt(variance / nothing.length));
        assertTrue(variance < 0.01, "variance " + variance);
    }

    private static Matrix noise(int rows, int columns, long seed) {
        Random random = new Random(seed);
        return Matrix.fill(rows, columns, (i, j) -> random.nextGaussian());
    }

    @Test
    void theEstimateIsTheMeanOfWhatEachSampleContributes() {
        Sample sample = Tasks.get("1v1-normal-0.75").sample(300, 0);
        double[] each = CANONICAL.pointwise(sample.x(), sample.y());
        assertEquals(300, each.length);
        assertEquals(
                IntStream.range(0, 300).mapToDouble(i -> each[i]).average().orElseThrow(),
                CANONICAL.estimate(sample.x(), sample.y()),
                1e-12);
    }

    @Test
    void scalesAndPlacesDoNotMatterAndConstantColumnsTellNothing() {
        Sample sample = Tasks.get("multinormal-sparse-3-3-2-2.0").sample(400, 0);
        double[] plain = CANONICAL.pointwise(sample.x(), sample.y());
        Matrix moved =
                Matrix.fill(400, 4, (i, j) -> j == 3 ? 7 : 1e6 * sample.x().get(i, j) - 5);
        assertArrayEquals(plain, CANONICAL.pointwise(moved, sample.y()), 1e-6);
        Matrix constant = Matrix.fill(400, 1, (i, j) -> 1);
        assertEquals(0, CANONICAL.estimate(constant, sample.y()));
        assertEquals(0, CANONICAL.estimate(sample.x(), constant));
    }

    @Test
    void theSeedDecidesEverything() {
        Sample sample = Tasks.get("multinormal-sparse-3-3-2-2.0").sample(400, 0);
        double estimate = CANONICAL.estimate(sample.x(), sample.y());
        assertEquals(estimate, CANONICAL.estimate(sample.x(), sample.y()));
        assertNotEquals(estimate, CANONICAL.withSeed(1).estimate(sample.x(), sample.y()));
        assertEquals("canonical pairs, KSG-1 k=5", CANONICAL.name());
        assertEquals("canonical pairs, KSG-1 k=3, seed 2", new CanonicalMi(3, 2).name());
        assertNotEquals(CANONICAL.key(), new CanonicalMi(4).key());
    }

    @Test
    void rectifiedAndRoundedColumnsAreEstimatedToo() {
        Sample sample = Tasks.get("multinormal-sparse-2-2-2-2.0").sample(1000, 5);
        Matrix rectified = Matrix.fill(1000, 2, (i, j) -> Math.max(0, sample.x().get(i, j)));
        Matrix rounded =
                Matrix.fill(1000, 2, (i, j) -> Math.rint(10 * sample.y().get(i, j)) / 10);
        double found = CANONICAL.estimate(rectified, rounded);
        assertTrue(found > 0.3 && found < 1.05, "found " + found);
    }

    @Test
    void refusesFewSamples() {
        assertEquals(
                "samples: expected at least 72, got 71; capture more",
                assertThrows(IllegalArgumentException.class, () -> CANONICAL.estimate(noise(71, 1, 0), noise(71, 1, 1)))
                        .getMessage());
        assertEquals(
                "neighbours: expected a whole number of at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> new CanonicalMi(0))
                        .getMessage());
    }

    @Test
    void stopsAtAnInterrupt() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> CANONICAL.estimate(noise(100, 1, 0), noise(100, 1, 1)));
    }
}
