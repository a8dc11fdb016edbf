package org.mipp.information.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The formulas of the bounds, on a fixed matrix of scores. */
class BoundsTest {

    private static final int ROWS = 7;
    private static final int NEGATIVES = 4;
    private static final float[] VALUES = values();
    private static final Scores SCORES = new Scores(VALUES, ROWS);

    private static float[] values() {
        Random random = new Random(1);
        float[] values = new float[ROWS * (1 + NEGATIVES)];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) (2 * random.nextGaussian() + (k < ROWS ? 1 : -1));
        }
        return values;
    }

    /** f(x_i, y of its j-th partner), the 0-th its own. */
    private static double f(float[] values, int i, int j) {
        return values[j * ROWS + i];
    }

    private static double ownMean(float[] values) {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += f(values, i, 0);
        }
        return sum / ROWS;
    }

    private static double otherMean(float[] values, ToDoubleFunction<Double> function) {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            for (int j = 1; j <= NEGATIVES; j++) {
                sum += function.applyAsDouble(f(values, i, j));
            }
        }
        return sum / (ROWS * NEGATIVES);
    }

    private static double slowDonskerVaradhan(float[] values) {
        return ownMean(values) - Math.log(otherMean(values, Math::exp));
    }

    private static double slowNwj(float[] values) {
        return ownMean(values) - otherMean(values, Math::exp) / Math.E;
    }

    private static double slowInfoNce(float[] values) {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            double all = 0;
            for (int j = 0; j <= NEGATIVES; j++) {
                all += Math.exp(f(values, i, j));
            }
            sum += Math.log(Math.exp(f(values, i, 0)) / (all / (1 + NEGATIVES)));
        }
        return sum / ROWS;
    }

    private static double slowJensenShannon(float[] values) {
        double own = 0;
        for (int i = 0; i < ROWS; i++) {
            own -= Math.log(1 + Math.exp(-f(values, i, 0))) / ROWS;
        }
        return own - otherMean(values, score -> Math.log(1 + Math.exp(score)));
    }

    @Test
    void everyBoundIsWhatItsSlowTwinComputes() {
        assertEquals(slowDonskerVaradhan(VALUES), new DonskerVaradhan().value(SCORES), 1e-12);
        assertEquals(slowDonskerVaradhan(VALUES), new Mine(0.9).value(SCORES), 1e-12);
        assertEquals(slowNwj(VALUES), new Nwj().value(SCORES), 1e-12);
        assertEquals(slowInfoNce(VALUES), new InfoNce().value(SCORES), 1e-12);
        double clipped =
                ownMean(VALUES) - Math.log(otherMean(VALUES, score -> Math.exp(Math.max(-1.5, Math.min(1.5, score)))));
        assertEquals(clipped, new Smile(1.5).value(SCORES), 1e-12);
    }

    @Test
    void everyLossFallsWhereTheBoundThatItAscendsRises() {
        assertSlopes(BoundsTest::slowDonskerVaradhan, new DonskerVaradhan());
        assertSlopes(BoundsTest::slowNwj, new Nwj());
        assertSlopes(BoundsTest::slowInfoNce, new InfoNce());
        assertSlopes(BoundsTest::slowJensenShannon, new Smile(5));
    }

    private static void assertSlopes(ToDoubleFunction<float[]> bound, CriticBound objective) {
        float[] slopes = objective.loss().slopes(SCORES);
        float step = 1f / 64;
        for (int k = 0; k < VALUES.length; k++) {
            float[] up = VALUES.clone();
            float[] down = VALUES.clone();
            up[k] += step;
            down[k] -= step;
            double slope = (bound.applyAsDouble(up) - bound.applyAsDouble(down)) / (2 * step);
            assertEquals(-slope, slopes[k], 1e-4, objective + ", score " + k);
        }
    }

    @Test
    void mineWithoutMemoryIsDonskerVaradhanAndWithMemoryDividesByTheMovingAverage() {
        assertArrayEquals(
                new DonskerVaradhan().loss().slopes(SCORES), new Mine(0).loss().slopes(SCORES), 1e-7f);
        float[] lower = VALUES.clone();
        for (int k = 0; k < lower.length; k++) {
            lower[k] -= 1;
        }
        CriticBound.Loss mine = new Mine(0.75).loss();
        mine.slopes(new Scores(lower, ROWS));
        float[] second = mine.slopes(SCORES);
        double level = otherMean(VALUES, Math::exp) * (0.75 / Math.E + 0.25);
        for (int k = ROWS; k < VALUES.length; k++) {
            assertEquals(Math.exp(VALUES[k]) / level / (ROWS * NEGATIVES), second[k], 1e-6);
        }
    }

    @Test
    void infoNceStaysBelowItsCeilingAndSaysWhenItIsNear() {
        float[] perfect = new float[VALUES.length];
        java.util.Arrays.fill(perfect, 0, ROWS, 1000);
        Scores scores = new Scores(perfect, ROWS);
        InfoNce infoNce = new InfoNce();
        assertEquals(Math.log(5), infoNce.value(scores), 1e-12);
        assertEquals(
                List.of("1.61 nats is near the ceiling of InfoNCE, ln 5 = 1.61 nats: there may be much more; use more"
                        + " negatives or another bound"),
                infoNce.warnings(infoNce.value(scores), scores));
        assertEquals(List.of(), infoNce.warnings(0.3, scores));
    }

    @Test
    void theOtherBoundsSayWhenTheyExceedWhatSamplesCanTell() {
        assertEquals(
                List.of("2.00 nats from 7 test samples: above ln 7 = 1.95 no bound by exponentials can be trusted"),
                new DonskerVaradhan().warnings(2, SCORES));
        assertEquals(List.of(), new DonskerVaradhan().warnings(1.9, SCORES));
    }

    @Test
    void everyTrainingStartsWithoutMemory() {
        Mine mine = new Mine(0.75);
        mine.loss().slopes(new Scores(new float[] {9, 9}, 1));
        assertArrayEquals(new Mine(0).loss().slopes(SCORES), mine.loss().slopes(SCORES));
    }

    @Test
    void scoresThatAreNotPairedAreRejected() {
        for (float[] values : new float[][] {{1, 2, 3}, {1, 2}}) {
            assertEquals(
                    "scores: expected two or more for each of at least one sample, got " + values.length + " for 2",
                    assertThrows(IllegalArgumentException.class, () -> new Scores(values, 2))
                            .getMessage());
        }
    }

    @Test
    void hugeScoresDoNotOverflow() {
        float[] huge = VALUES.clone();
        for (int k = 0; k < huge.length; k++) {
            huge[k] *= 1000;
        }
        Scores scores = new Scores(huge, ROWS);
        assertTrue(Double.isFinite(new DonskerVaradhan().value(scores)));
        assertTrue(Double.isFinite(new InfoNce().value(scores)));
        for (CriticBound bound :
                List.of(new DonskerVaradhan(), new Mine(0.9), new Nwj(), new InfoNce(), new Smile(5))) {
            for (float slope : bound.loss().slopes(scores)) {
                assertTrue(Float.isFinite(slope), bound.toString());
            }
        }
    }
}
