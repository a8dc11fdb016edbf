package org.mipp.information.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.information.MiEstimator;
import org.mipp.information.PlugIn;
import org.mipp.information.SeededMiEstimator;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Tasks;
import org.mipp.linalg.Matrix;
import org.mipp.run.progress.Workers;

class EstimatorBenchmarkTest {

    private static final String[] IDS = {"1v1-normal-0.75", "multinormal-dense-2-2-0.5", "label-mixture-2-1"};

    @TempDir
    private Path folder;

    private static EstimatorBenchmark small(MiEstimator... estimators) {
        return EstimatorBenchmark.of(estimators).tasks(IDS).sizes(100, 200).seeds(0, 1);
    }

    @Test
    void aBenchmarkInWhichEverythingFailsSaysWhy() {
        MiEstimator refusing = MiEstimator.named("refusing", (x, y) -> {
            throw new IllegalArgumentException("samples: expected whales, got numbers");
        });
        BenchmarkResult result = EstimatorBenchmark.of(refusing)
                .tasks("1v1-normal-0.75")
                .sizes(50)
                .seeds(0, 1)
                .run();
        assertEquals(
                List.of(
                        "Benchmark of 1 estimators on 1 tasks, 2 estimates of which 2 failed",
                        "  refusing N =     50: no estimate",
                        "  Note: refusing failed: samples: expected whales, got numbers"),
                result.toString().lines().toList());
    }

    @Test
    void byDefaultAllFortyTasksAreAskedAtTwoSizesWithThreeSeeds() {
        EstimatorBenchmark benchmark = EstimatorBenchmark.of(PlugIn::gaussian);
        assertEquals(40, benchmark.tasks().size());
        assertEquals(List.of(500, 2000), benchmark.sizes());
        assertEquals(List.of(0L, 1L, 2L), benchmark.seeds());
    }

    @Test
    void everyCellIsAnEstimateFromTheStandardisedSampleOfItsSeed() {
        BenchmarkResult result = small(PlugIn::gaussian).run();
        assertEquals(3 * 2 * 2, result.cells().size());
        BenchmarkCell cell = result.cells().get(7);
        assertEquals("multinormal-dense-2-2-0.5", cell.task());
        assertEquals(200, cell.samples());
        assertEquals(1, cell.seed());
        assertEquals("yours", cell.estimator());
        var sample = Tasks.get(cell.task()).sample(200, 1).standardised();
        assertEquals(PlugIn.gaussian(sample.x(), sample.y()), cell.estimate());
        assertEquals(List.of(), result.failures());
    }

    @Test
    void columnsAreStandardisedButLabelsAreNot() {
        small((x, y) -> {
                    assertEquals(x.rows(), squares(x), 1e-9);
                    boolean labels = y.get(0, 0) == 0 || y.get(0, 0) == 1;
                    assertTrue(labels || Math.abs(squares(y) - y.rows()) < 1e-9);
                    return 0;
                })
                .run()
                .failures()
                .forEach(cell -> assertEquals(Optional.empty(), cell.failure()));
    }

    private static double squares(Matrix data) {
        double sum = 0;
        for (double value : data.column(0)) {
            sum += value * value;
        }
        return sum;
    }

    private record Seed(long seed) implements SeededMiEstimator {
        @Override
        public double estimate(Matrix x, Matrix y) {
            return seed;
        }

        @Override
        public MiEstimator withSeed(long newSeed) {
            return new Seed(newSeed);
        }
    }

    @Test
    void anEstimatorThatTakesASeedGetsTheSamples() {
        small(new Seed(99)).run().cells().forEach(cell -> assertEquals(cell.seed(), cell.estimate()));
    }

    @Test
    void anEstimateThatFailsFailsAlone() {
        MiEstimator nan = (x, y) -> x.rows() == 100 ? Double.NaN : 1;
        MiEstimator throwing = (x, y) -> {
            throw new IllegalStateException("a, b\nand \"c\"");
        };
        MiEstimator endless = new MiEstimator() {
            @Override
            public double estimate(Matrix x, Matrix y) {
                return 1 + estimate(x, y);
            }
        };
        BenchmarkResult result = EstimatorBenchmark.of(PlugIn::gaussian)
                .and("nan", nan)
                .and("throwing", throwing)
                .and("endless", endless)
                .tasks(IDS[0])
                .sizes(100, 200)
                .seeds(0)
                .run();
        assertEquals(
                List.of(
                        "expected a finite number of nats, got NaN",
                        "IllegalStateException: a, b and \"c\"",
                        "StackOverflowError: no reason given",
                        "IllegalStateException: a, b and \"c\"",
                        "StackOverflowError: no reason given"),
                result.failures().stream()
                        .map(cell -> cell.failure().orElseThrow())
                        .toList());
        Path file = folder.resolve("failures.csv");
        result.write(file);
        assertEquals(result, BenchmarkResult.read(file));
    }

    @Test
    void summariesAreOverSeeds() {
        MiTask task = Tasks.get(IDS[0]);
        double truth = task.mutualInformation();
        MiEstimator known = (x, y) -> x.rows() == 10 ? -1 : x.get(0, 0) > 0 ? 1.2 * truth : 1.4 * truth;
        BenchmarkResult result = EstimatorBenchmark.of(known)
                .and("huge", (x, y) -> 100)
                .tasks(IDS[0])
                .sizes(10, 20, 40)
                .seeds(0, 1, 2, 3, 4, 5)
                .run();
        BenchmarkSummary large = result.summaries().stream()
                .filter(row -> row.samples() == 20 && row.estimator().equals("yours"))
                .findFirst()
                .orElseThrow();
        double[] values = result.cells().stream()
                .filter(cell -> cell.samples() == 20 && cell.estimator().equals("yours"))
                .mapToDouble(BenchmarkCell::estimate)
                .toArray();
        double mean = java.util.Arrays.stream(values).average().orElseThrow();
        double squares = java.util.Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        assertEquals(mean, large.mean(), 1e-15);
        assertEquals(Math.sqrt(squares / 5), large.deviation(), 1e-15);
        assertEquals(Math.log(mean / truth), large.logRatio(), 1e-15);
        assertTrue(large.close());
        assertEquals(OptionalInt.of(20), result.samplesNeeded(IDS[0], "yours"));
        assertEquals(OptionalInt.empty(), result.samplesNeeded(IDS[0], "huge"));
        assertEquals(OptionalInt.empty(), result.samplesNeeded("another", "yours"));
        assertEquals(-1, result.summaries().get(0).logRatio());
        assertEquals(1, result.summaries().get(1).logRatio());
        EstimatorScore score = result.scores().get(2);
        assertEquals("yours", score.estimator());
        assertEquals(20, score.samples());
        assertEquals(mean - truth, score.meanAbsoluteError(), 1e-15);
        assertEquals(1, score.close());
        assertTrue(
                result.toString().startsWith("Benchmark of 2 estimators on 1 tasks, 36 estimates of which 0 failed"));
    }

    @Test
    void failuresCountInNoMean() {
        BenchmarkResult result = EstimatorBenchmark.of((x, y) -> x.get(0, 0) > 0 ? Double.NaN : 0.4)
                .tasks(IDS[0])
                .sizes(10)
                .seeds(0, 1, 2, 3, 4, 5)
                .run();
        BenchmarkSummary summary = result.summaries().get(0);
        assertTrue(summary.failures() > 0 && summary.estimates() > 0);
        assertEquals(0.4, summary.mean(), 1e-15);
        assertFalse(summary.close());
        BenchmarkSummary none = EstimatorBenchmark.of((x, y) -> Double.NaN)
                .tasks(IDS[0])
                .sizes(10)
                .run()
                .summaries()
                .get(0);
        assertTrue(Double.isNaN(none.mean()) && Double.isNaN(none.deviation()) && Double.isNaN(none.logRatio()));
    }

    @Test
    void estimatorsOfTheSameNameAreNumbered() {
        EstimatorBenchmark benchmark = EstimatorBenchmark.of((x, y) -> 1, (x, y) -> 2, new PlugIn.Named("two\nlines"));
        assertEquals(
                List.of("yours", "yours 2", "two lines"),
                List.copyOf(benchmark.estimators().keySet()));
    }

    @Test
    void classicalEstimatorsAreAddedBesideYoursOnce() {
        EstimatorBenchmark benchmark = small(PlugIn::gaussian, new GaussianMi()).besideClassical();
        assertEquals(
                List.of("yours", "Gaussian", "Gaussian copula", "KSG-1 k=5"),
                List.copyOf(benchmark.estimators().keySet()));
        assertEquals(List.of(), benchmark.tasks(IDS[0], IDS[1]).run().failures());
    }

    @Test
    void refusesWhatMakesNoSense() {
        EstimatorBenchmark benchmark = small(PlugIn::gaussian);
        assertEquals("benchmark: expected at least one of its estimators, got none", message(EstimatorBenchmark::of));
        assertEquals(
                "benchmark: expected at least one of its sample sizes, got none",
                message(() -> benchmark.sizes(new int[0])));
        assertEquals("benchmark: expected different seeds, got [1, 1]", message(() -> benchmark.seeds(1, 1)));
        assertEquals("samples: expected a whole number of at least 1, got 0", message(() -> benchmark.sizes(0)));
        assertEquals(
                "benchmark: expected different tasks, got [1v1-normal-0.75, 1v1-normal-0.75]",
                message(() -> benchmark.tasks(IDS[0], IDS[0])));
        assertEquals(
                "benchmark: expected a new name for an estimator, got 'yours' again",
                message(() -> benchmark.and("yours", PlugIn::gaussian)));
    }

    private static String message(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }

    @Test
    void workersMakeTheSameCellsAndOnlyThoseThatAreMissing(@TempDir Path folder) {
        EstimatorBenchmark benchmark = EstimatorBenchmark.of(new GaussianMi())
                .tasks("1v1-normal-0.75", "1v1-additive-0.1")
                .sizes(50, 100)
                .seeds(1);
        assertEquals(
                benchmark.run().cells().stream().map(BenchmarkCell::outcome).toList(),
                benchmark.runOn(Workers.threads()).cells().stream()
                        .map(BenchmarkCell::outcome)
                        .toList());
        Path file = folder.resolve("cells.jsonl");
        benchmark.tasks("1v1-normal-0.75").resumeFrom(file).run();
        assertEquals(
                benchmark.run().cells().stream().map(BenchmarkCell::place).toList(),
                benchmark.resumeFrom(file).runOn(Workers.oneByOne()).cells().stream()
                        .map(BenchmarkCell::place)
                        .toList());
        assertEquals(4, BenchmarkLedger.read(file).size(), "every cell once");
    }
}
