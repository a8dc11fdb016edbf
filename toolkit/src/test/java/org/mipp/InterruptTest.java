package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.MiEstimator;
import org.mipp.information.benchmark.EstimatorBenchmark;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.estimator.LossDifferenceMi;
import org.mipp.information.estimator.RossMi;
import org.mipp.information.measure.Measure;
import org.mipp.linalg.Matrix;
import org.mipp.run.progress.Busy;
import org.mipp.run.progress.Interrupts;
import org.mipp.run.progress.Progress;
import org.mipp.selection.terc.Terc;

/** What a user stops in a cell: the call ends, and two seconds later no thread of ours works on. */
@Timeout(120)
class InterruptTest {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration WELL_UNDER_WAY = Duration.ofMillis(300);
    private static final Matrix X = normal(40_000, 6, 1); // nearest neighbours in twelve columns take minutes
    private static final Matrix Y = normal(40_000, 6, 2);
    private static final Matrix LABELS = Matrix.fill(40_000, 1, (i, j) -> i % 3);
    private static final Activations LAYER =
            Capture.of(Examples.perceptron(1, 8, 3), Examples.noise(400, 2), CaptureOptions.DEFAULT.sampleRows(300));

    @AfterEach
    void showNothing() {
        Progress.showOn(Progress.NOTHING);
    }

    private static Matrix normal(int rows, int columns, long seed) {
        Random random = new Random(seed);
        return Matrix.fill(rows, columns, (i, j) -> random.nextGaussian());
    }

    static Stream<Arguments> calls() {
        ConditionalMiEstimator second = new KsgMi(KsgMi.Algorithm.SECOND, 3);
        MiEstimator log = new LossDifferenceMi(LossDifferenceMi.Loss.LOG);
        Matrix few = normal(2_000, 2, 3);
        Matrix others = normal(2_000, 2, 4);
        return Stream.of(
                call("KSG-1", () -> Estimators.ksg(3).estimate(X, Y)),
                call("canonical pairs", () -> Estimators.canonical(3).estimate(X, Y)),
                call("KSG-2", () -> second.estimate(X, Y)),
                call("KSG-1 given Z", () -> Estimators.ksg(3).estimate(X, Y, X)),
                call("KSG-2 given Z", () -> second.estimate(X, Y, X)),
                call("KSG pointwise", () -> new KsgMi(KsgMi.Algorithm.FIRST, 3).pointwise(X, Y)),
                call("Ross", () -> Estimators.ross(3).estimate(X.beside(Y), LABELS)),
                call("Ross, labels first", () -> new RossMi(3, RossMi.Discrete.X).estimate(LABELS, X.beside(Y))),
                call("loss difference, log", again(log, X, LABELS)),
                call("loss difference", again(Estimators.lossDifference(), X, Y)),
                call("Rényi", again(Estimators.renyi(), few, others)),
                call("copula", again(Estimators.copulaMi(), X, Y)),
                call("Gaussian", again(Estimators.gaussianMi(), X, Y)),
                call("binned", again(Estimators.binned(5), X.columns(new int[] {0}), LABELS)),
                call("MINE", () -> Estimators.mine().estimate(few, others)),
                call("measure", () -> MutualInformation.measure(Estimators.ksg(3), X, Y)),
                call("permutations", () -> Measure.with(Estimators.ksg(3))
                        .repeats(0)
                        .permutations(100_000)
                        .of(few, others)),
                call("benchmark", () -> MutualInformation.benchmark(Estimators.ksg(3))),
                call("benchmark on large samples", () -> EstimatorBenchmark.of(Estimators.ksg(3))
                        .sizes(100_000)
                        .run()),
                call("TERC", () -> Mipp.selectMasks(LAYER, new Terc(slow()))),
                call("TERC in parallel", () -> Mipp.selectMasks(LAYER, new Terc((x, y) -> second.estimate(X, Y)))),
                call("published TERC", () -> Mipp.selectMasks(LAYER, Methods.publishedTerc(50))),
                call("information by an estimator", () -> MutualInformation.estimateMi(LAYER, slow())));
    }

    private static Arguments call(String name, Runnable call) {
        return Arguments.of(name, call);
    }

    private static Runnable again(MiEstimator estimator, Matrix x, Matrix y) {
        return () -> {
            while (true) {
                estimator.estimate(x, y);
            }
        };
    }

    /** A minute per estimate, in small pieces. */
    private static MiEstimator slow() {
        return MiEstimator.named("slow", (x, y) -> {
            long end = System.nanoTime() + 60_000_000_000L;
            while (System.nanoTime() < end) {
                Interrupts.check();
            }
            return 0;
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void noThreadWorksOnAfterAnInterrupt(String name, Runnable call) throws Exception {
        Busy.Caller cell = Busy.start(call);
        Busy.awaitWork(WELL_UNDER_WAY);
        assertInstanceOf(CancellationException.class, cell.interrupt(), name);
        assertEquals(0, Busy.millisWithin(SOON), name);
    }

    @Test
    void theClosedFormStopsWithinAWideLayer() throws Exception {
        Activations wide = perceptron(1_500);
        Busy.Caller cell = Busy.start(() -> {
            while (true) { // once takes no time that is long enough on every machine
                Mipp.selectMasks(wide, Budgets.keep(0.1));
            }
        });
        Busy.awaitWork(WELL_UNDER_WAY);
        assertInstanceOf(CancellationException.class, cell.interrupt());
        assertEquals(0, Busy.millisWithin(SOON));
    }

    @Test
    void informationInClosedFormStopsWithinALayer() throws Exception {
        Activations layer = perceptron(400);
        Busy.Caller cell = Busy.start(() -> {
            while (true) {
                MutualInformation.estimateMi(layer, MutualInformation.gaussian());
            }
        });
        Busy.awaitWork(WELL_UNDER_WAY);
        assertInstanceOf(CancellationException.class, cell.interrupt());
        assertEquals(0, Busy.millisWithin(SOON));
    }

    private static Activations perceptron(int width) {
        return Capture.of(
                        Examples.perceptron(1, width, 100, 3),
                        Examples.noise(600, 2),
                        CaptureOptions.DEFAULT.sampleRows(100))
                .only("a");
    }

    @Test
    void anEstimatorThatIgnoresInterruptsIsNamedWhateverCallsIt() throws Exception {
        Matrix few = normal(100, 1, 1);
        for (Consumer<MiEstimator> call : List.<Consumer<MiEstimator>>of(
                deaf -> MutualInformation.measure(deaf, few, few),
                MutualInformation::benchmark,
                deaf -> Mipp.selectMasks(LAYER, new Terc(deaf)),
                deaf -> MutualInformation.estimateMi(LAYER, deaf))) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch named = new CountDownLatch(1);
            Progress.showOn(state -> {
                if (state.detail()
                        .endsWith("estimator 'deaf' does not notice the interrupt: still running; restart the kernel to"
                                + " stop it")) {
                    named.countDown();
                }
            });
            Busy.Caller cell = Busy.start(() -> call.accept(MiEstimator.named("deaf", (x, y) -> {
                begun.countDown();
                while (named.getCount() > 0) {
                    Thread.onSpinWait();
                }
                return 0;
            })));
            begun.await();
            assertInstanceOf(CancellationException.class, cell.interrupt(), "once it has been named, it ends");
            assertEquals(0, named.getCount());
        }
    }
}
