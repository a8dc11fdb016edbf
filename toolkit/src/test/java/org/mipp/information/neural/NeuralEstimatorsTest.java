package org.mipp.information.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.information.neural.NeuralExamples.FEW;
import static org.mipp.information.neural.NeuralExamples.KSG;
import static org.mipp.information.neural.NeuralExamples.NORMAL;
import static org.mipp.information.neural.NeuralExamples.SHORT;
import static org.mipp.information.neural.NeuralExamples.TASK;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mipp.linalg.Matrix;

/** What all neural estimators promise, on small samples and short trainings. */
class NeuralEstimatorsTest {

    static Stream<NeuralEstimator> all() {
        return Stream.of(
                Mine.DEFAULT.with(SHORT),
                DonskerVaradhan.DEFAULT.with(SHORT),
                Nwj.DEFAULT.with(SHORT),
                InfoNce.DEFAULT.with(SHORT),
                Smile.DEFAULT.with(SHORT),
                LatentMi.before(KSG)
                        .with(SHORT.withShares(0.4, 0.1).withLearning(1e-2, 0).withSteps(300, 50, 5)),
                MlpLossDifference.of(MlpLossDifference.Target.NUMBERS).with(SHORT));
    }

    @ParameterizedTest
    @MethodSource("all")
    void findTheInformationOfCorrelatedNormals(NeuralEstimator estimator) {
        NeuralEstimate estimate = estimator.fit(NORMAL.x(), NORMAL.y());
        assertEquals(TASK.mutualInformation(), estimate.estimate(), 0.08, estimate.toString());
        assertFalse(estimate.curve().isEmpty());
        assertTrue(estimate.curve().stream().anyMatch(point -> point.step() == estimate.bestStep()));
        double best = estimate.curve().stream()
                .mapToDouble(NeuralEstimate.Point::validation)
                .max()
                .orElseThrow();
        assertEquals(
                best,
                estimate.curve().stream()
                        .filter(point -> point.step() == estimate.bestStep())
                        .findFirst()
                        .orElseThrow()
                        .validation());
        assertNotEquals(best, estimate.estimate(), "the number is that of the test samples");
        assertEquals(4000, estimate.samples());
        assertEquals(estimator.name(), estimate.estimator());
    }

    @ParameterizedTest
    @MethodSource("all")
    void findNothingWhereThereIsNothing(NeuralEstimator estimator) {
        Matrix other = TASK.sample(4000, 2).y();
        assertEquals(0, estimator.estimate(NORMAL.x(), other), 0.06);
    }

    @ParameterizedTest
    @MethodSource("org.mipp.information.neural.NeuralExamples#tiny")
    void giveTheSameForTheSameSeedOnly(NeuralEstimator estimator) {
        double first = estimator.estimate(FEW.x(), FEW.y());
        assertEquals(first, estimator.estimate(FEW.x(), FEW.y()), 1e-6 * Math.abs(first));
        assertNotEquals(first, estimator.withSeed(1).estimate(FEW.x(), FEW.y()), 1e-6);
        assertEquals(estimator, estimator.withSeed(1).withSeed(0));
    }

    @Test
    void infoNceNeverExceedsItsCeilingAndWarnsOnACopy() {
        Random random = new Random(5);
        Matrix x = Matrix.fill(2000, 2, (i, j) -> random.nextGaussian());
        NeuralEstimate estimate = InfoNce.DEFAULT.with(SHORT).withNegatives(1).fit(x, x);
        double ceiling = Math.log(1 + Critic.TEST);
        assertTrue(estimate.estimate() <= ceiling, estimate.toString());
        assertTrue(
                estimate.warnings().stream().anyMatch(warning -> warning.contains("near the ceiling")),
                estimate.toString());
    }

    @Test
    void labelsAreFoundWithinTheirEntropy() {
        Random random = new Random(6);
        Matrix y = Matrix.fill(3000, 1, (i, j) -> random.nextInt(4) - 1);
        Matrix x = Matrix.fill(3000, 2, (i, j) -> y.get(i, 0) * (j + 1) + 0.05 * random.nextGaussian());
        Matrix noise = Matrix.fill(3000, 2, (i, j) -> random.nextGaussian());
        NeuralEstimator labels =
                MlpLossDifference.of(MlpLossDifference.Target.LABELS).with(SHORT);
        assertEquals(Math.log(4), labels.estimate(x, y), 0.02);
        assertEquals(0, labels.estimate(noise, y), 0.02);
    }

    @Test
    void anExactFunctionOfXIsFiniteForNumbers() {
        NeuralEstimator numbers =
                MlpLossDifference.of(MlpLossDifference.Target.NUMBERS).with(SHORT);
        Matrix twice = NORMAL.x().beside(NORMAL.x());
        double estimate = numbers.estimate(NORMAL.x(), twice);
        assertTrue(estimate > 2 && Double.isFinite(estimate), "estimate " + estimate);
    }

    @Test
    void namesTellTheParameters() {
        String options = "64-64 hidden, rate 0.001, decay 0.0, batches of 128, at most 50 steps";
        NeuralOptions some = NeuralOptions.DEFAULT
                .withHidden(64, 64)
                .withLearning(1e-3, 0)
                .withBatchSize(128)
                .withSteps(50, 10, 2);
        assertEquals("MINE", Mine.DEFAULT.name());
        assertEquals("MINE (" + options + ")", Mine.DEFAULT.with(some).name());
        assertEquals("SMILE tau=5.0", Smile.DEFAULT.name());
        assertEquals("MINE memory=0.5", CriticMi.of(new Mine(0.5)).name());
        assertEquals("InfoNCE negatives=7", InfoNce.DEFAULT.withNegatives(7).name());
        assertEquals(
                "LatentMI of 8 + 8 columns, KSG-1 k=3 (" + options + ")",
                LatentMi.before(KSG).with(some).name());
    }
}
