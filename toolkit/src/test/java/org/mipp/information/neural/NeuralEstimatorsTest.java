package org.mipp.information.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mipp.information.MiEstimator;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Sample;
import org.mipp.information.task.Tasks;
import org.mipp.linalg.Matrix;

/** What all neural estimators promise, on small samples and short trainings. */
class NeuralEstimatorsTest {

    private static final NeuralOptions SHORT = NeuralOptions.DEFAULT
            .withHidden(16, 16)
            .withBatchSize(256)
            .withLearning(1e-2, 0.05)
            .withSteps(600, 50, 5);
    private static final NeuralOptions TINY = SHORT.withSteps(20, 10, 5);
    private static final MiTask TASK = Tasks.get("1v1-normal-0.75");
    private static final MiEstimator KSG = new KsgMi(KsgMi.Algorithm.FIRST, 3);
    private static final Sample NORMAL = TASK.sample(4000, 1);
    private static final Sample FEW = TASK.sample(300, 1);

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

    static Stream<NeuralEstimator> tiny() {
        return Stream.of(
                Mine.DEFAULT.with(TINY),
                DonskerVaradhan.DEFAULT.with(TINY),
                Nwj.DEFAULT.with(TINY),
                InfoNce.DEFAULT.with(TINY),
                Smile.DEFAULT.with(TINY),
                LatentMi.before(KSG).with(TINY),
                MlpLossDifference.of(MlpLossDifference.Target.NUMBERS).with(TINY));
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
    @MethodSource("tiny")
    void giveTheSameForTheSameSeedOnly(NeuralEstimator estimator) {
        double first = estimator.estimate(FEW.x(), FEW.y());
        assertEquals(first, estimator.estimate(FEW.x(), FEW.y()), 1e-6 * Math.abs(first));
        assertNotEquals(first, estimator.withSeed(1).estimate(FEW.x(), FEW.y()), 1e-6);
        assertEquals(estimator, estimator.withSeed(1).withSeed(0));
    }

    @Test
    void twoAtOnceGiveWhatOneAfterTheOtherGives() throws Exception {
        NeuralEstimator mine = Mine.DEFAULT.with(TINY.withSteps(100, 20, 9));
        List<Double> serial = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            serial.add(mine.withSeed(seed).estimate(FEW.x(), FEW.y()));
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Double>> parallel = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                NeuralEstimator own = mine.withSeed(seed);
                parallel.add(threads.submit(() -> own.estimate(FEW.x(), FEW.y())));
            }
            for (int seed = 0; seed < 4; seed++) {
                assertEquals(
                        serial.get(seed),
                        parallel.get(seed).get(60, TimeUnit.SECONDS),
                        1e-6 * Math.abs(serial.get(seed)));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anInterruptStopsTheTrainingAndTheNextOneRuns() throws Exception {
        NeuralEstimator endless = Mine.DEFAULT.with(SHORT.withSteps(10_000_000, 100, 1_000_000));
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                endless.fit(NORMAL.x(), NORMAL.y());
            } catch (CancellationException e) {
                end.set(e);
            }
        });
        thread.start();
        Thread.sleep(300);
        thread.interrupt();
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> thread.join()); // waits for far less than training takes
        assertTrue(end.get().getMessage().contains("was interrupted after"), () -> end.get()
                .getMessage());
        assertTrue(Double.isFinite(Mine.DEFAULT.with(TINY).estimate(FEW.x(), FEW.y())));
    }

    @ParameterizedTest
    @MethodSource("tiny")
    void leaveNothingBehindOnTheEngine(NeuralEstimator estimator) {
        estimator.estimate(FEW.x(), FEW.y());
        try (NDManager manager = NDManager.newBaseManager()) {
            NDManager system = manager.getParentManager();
            int before = system.getManagedArrays().size();
            estimator.estimate(FEW.x(), FEW.y());
            assertEquals(before, system.getManagedArrays().size());
        }
    }

    @Test
    void everyStepFreesWhatItMakes() {
        List<Integer> arrays = new ArrayList<>();
        CriticBound counting = new CriticBound() {
            @Override
            public double value(Scores scores) {
                try (NDManager manager = NDManager.newBaseManager()) {
                    arrays.add(manager.getParentManager().getManagedArrays().size());
                }
                return 0;
            }

            @Override
            public Loss loss() {
                return scores -> new float[scores.values().length];
            }

            @Override
            public String name() {
                return "counting";
            }

            @Override
            public int usualNegatives() {
                return 2;
            }
        };
        CriticMi.of(counting).with(TINY.withSteps(40, 10, 9)).fit(FEW.x(), FEW.y());
        assertTrue(arrays.get(0) > 0);
        assertEquals(arrays.get(0), arrays.get(arrays.size() - 3), "arrays before and after 30 steps: " + arrays);
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
    void doubtsNameFewSamplesAndColumnsThatNeverVary() {
        Matrix constant = Matrix.fill(300, 2, (i, j) -> j == 0 ? i : 7);
        assertEquals(
                List.of(
                        "only 300 samples, of which a part trains: expect a network to find too little below 2,000",
                        "x has 1 of 2 columns that never vary and tell nothing."),
                Smile.DEFAULT.warnings(constant, FEW.y()));
        assertEquals(List.of(), Smile.DEFAULT.warnings(NORMAL.x(), NORMAL.y()));
        assertTrue(Double.isFinite(Smile.DEFAULT.with(TINY).estimate(constant, FEW.y())));
    }

    @Test
    void trainingThatWasCutShortSaysSo() {
        assertEquals(
                List.of(
                        "training ended after 20 steps before the validation value had stopped rising; allow more steps"),
                Smile.DEFAULT.with(TINY).fit(FEW.x(), FEW.y()).warnings());
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

    @Test
    void samplesThatCannotBeUsedAreRejected() {
        Matrix y = FEW.y();
        rejects(
                "y: expected as many rows as x, 4000, got 300; pass the same samples of both",
                () -> fit(NORMAL.x(), y));
        rejects("samples: expected at least 60, got 3; capture more", () -> fit(y.rows(0, 1, 2), y.rows(0, 1, 2)));
        rejects("y: expected at least one column, got none", () -> fit(y, Matrix.of(300, 0)));
        Matrix hole = Matrix.fill(300, 2, (i, j) -> i == 17 && j == 1 ? Double.NaN : i);
        rejects("y[17, 1]: expected a finite number, got NaN; leave that sample out", () -> fit(y, hole));
        rejects(
                "shares: expected at least 8 samples in each part, got 294 to train on, 3 to validate, 3 to test;"
                        + " choose more even shares",
                () -> Mine.DEFAULT.with(TINY.withShares(0.98, 0.01)).fit(y, y));
        NeuralEstimator labels =
                MlpLossDifference.of(MlpLossDifference.Target.LABELS).with(TINY);
        rejects("labels: expected one column of y, got 2", () -> labels.fit(y, y.beside(y)));
        rejects(
                "labels: expected whole numbers, got 0.5 in row 0; choose NUMBERS for measured values",
                () -> labels.fit(y, Matrix.fill(300, 1, (i, j) -> 0.5)));
        rejects(
                "labels: expected at least 8 samples per class, got 300 classes in 300 samples; merge classes",
                () -> labels.fit(y, Matrix.fill(300, 1, (i, j) -> i)));
    }

    private static void fit(Matrix x, Matrix y) {
        Mine.DEFAULT.with(TINY).fit(x, y);
    }

    @Test
    void parametersThatMakeNoSenseAreRejected() {
        rejects("hidden width: expected a whole number of at least 1, got 0", () -> TINY.withHidden(8, 0));
        rejects("learning rate: expected a finite number above 0, got NaN", () -> TINY.withLearning(Double.NaN, 0));
        rejects("weight decay: expected a finite number of at least 0, got -1.0", () -> TINY.withLearning(1e-3, -1));
        rejects("batch size: expected at least 2 samples, got 1", () -> TINY.withBatchSize(1));
        rejects("steps: expected a whole number of at least 1, got 0", () -> TINY.withSteps(0, 1, 1));
        rejects("patience: expected a whole number of at least 1, got 0", () -> TINY.withSteps(9, 3, 0));
        rejects(
                "check every: expected 1 to 9 steps, got 10; training would end before the first check",
                () -> TINY.withSteps(9, 10, 1));
        rejects(
                "train share: expected a number between 0 and 1, both excluded, got 1.0",
                () -> TINY.withShares(1, 0.1));
        rejects(
                "validation share: expected a number between 0 and 1, both excluded, got 0.0",
                () -> TINY.withShares(0.5, 0));
        rejects(
                "shares: expected train and validation to leave samples for the test, got 0.7 and 0.4; lower one of"
                        + " them",
                () -> TINY.withShares(0.7, 0.4));
        rejects(
                "negatives: expected 1 to 255, fewer than a batch has samples, got 256",
                () -> InfoNce.DEFAULT.with(TINY).withNegatives(256));
        rejects("memory: expected at least 0 and below 1, got 1.0", () -> new Mine(1));
        rejects("tau: expected a finite number above 0, got 0.0", () -> new Smile(0));
        rejects("dimensions: expected a whole number of at least 1, got 0", () -> new LatentMi(KSG, TINY, 0, 0));
    }

    private static void rejects(String message, Runnable action) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }
}
