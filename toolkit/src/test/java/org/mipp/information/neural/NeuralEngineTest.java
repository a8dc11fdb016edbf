package org.mipp.information.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.information.neural.NeuralExamples.FEW;
import static org.mipp.information.neural.NeuralExamples.NORMAL;
import static org.mipp.information.neural.NeuralExamples.SHORT;
import static org.mipp.information.neural.NeuralExamples.TINY;

import ai.djl.ndarray.NDManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that estimators train leave nothing on the engine and disturb no one. */
class NeuralEngineTest {

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
    @MethodSource("org.mipp.information.neural.NeuralExamples#tiny")
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
}
