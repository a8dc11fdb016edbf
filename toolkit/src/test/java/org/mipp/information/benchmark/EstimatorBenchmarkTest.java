package org.mipp.information.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.information.MiEstimator;
import org.mipp.information.PlugIn;
import org.mipp.information.SeededMiEstimator;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Tasks;
import org.mipp.linalg.Matrix;

class EstimatorBenchmarkTest {

    private static final String[] IDS = {"1v1-normal-0.75", "multinormal-dense-2-2-0.5", "label-mixture-2-1"};

    @TempDir
    private Path folder;

    private static EstimatorBenchmark small(MiEstimator... estimators) {
        return EstimatorBenchmark.of(estimators).tasks(IDS).sizes(100, 200).seeds(0, 1);
    }

    /** Says how often it was asked. */
    private static MiEstimator counting(List<Integer> calls) {
        return (x, y) -> {
            calls.add(x.rows());
            return PlugIn.gaussian(x, y);
        };
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
                .forEach(cell -> assertEquals("", cell.failure()));
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
                result.failures().stream().map(BenchmarkCell::failure).toList());
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
    void aFinishedBenchmarkIsReadAndNotRunAgain() {
        Path file = folder.resolve("done.jsonl");
        BenchmarkResult first = small(PlugIn::gaussian).resumeFrom(file).run();
        List<Integer> calls = new ArrayList<>();
        assertEquals(first, small(counting(calls)).resumeFrom(file).run());
        assertEquals(List.of(), calls);
        assertEquals(first, BenchmarkResult.read(file));
    }

    @Test
    void aTornLastLineIsEstimatedAgainAndNothingElse() throws IOException {
        Path file = folder.resolve("torn.jsonl");
        BenchmarkResult whole = small(PlugIn::gaussian).resumeFrom(file).run();
        String text = Files.readString(file);
        for (int lost = 1; lost < 60; lost += 7) {
            Files.writeString(file, text.substring(0, text.length() - lost));
            assertEquals(
                    whole.cells().subList(0, 11), BenchmarkResult.read(file).cells());
            List<Integer> calls = new ArrayList<>();
            BenchmarkResult resumed = small(counting(calls)).resumeFrom(file).run();
            assertEquals(1, calls.size());
            assertEquals(estimates(whole), estimates(resumed));
            assertEquals(resumed, BenchmarkResult.read(file));
        }
    }

    private static List<Double> estimates(BenchmarkResult result) {
        return result.cells().stream().map(BenchmarkCell::estimate).toList();
    }

    @Test
    void aTornHeaderIsWrittenAgain() throws IOException {
        Path file = folder.resolve("header.jsonl");
        small(PlugIn::gaussian).resumeFrom(file).run();
        String header = Files.readAllLines(file).get(0);
        for (String torn : new String[] {"", header.substring(0, 10), header}) {
            Files.writeString(file, torn);
            BenchmarkResult result = small(PlugIn::gaussian).resumeFrom(file).run();
            assertEquals(result, BenchmarkResult.read(file));
        }
    }

    @Test
    void anInterruptLeavesTheFinishedCells() throws IOException {
        Path file = folder.resolve("interrupted.jsonl");
        List<Integer> calls = new ArrayList<>();
        MiEstimator interrupted = (x, y) -> {
            calls.add(1);
            if (calls.size() == 5) {
                Thread.currentThread().interrupt();
            }
            return PlugIn.gaussian(x, y);
        };
        assertThrows(
                CancellationException.class,
                () -> small(interrupted).resumeFrom(file).run());
        assertFalse(Thread.interrupted());
        assertEquals(4, BenchmarkResult.read(file).cells().size());
        List<Integer> later = new ArrayList<>();
        BenchmarkResult result = small(counting(later)).resumeFrom(file).run();
        assertEquals(8, later.size());
        assertEquals(estimates(small(PlugIn::gaussian).run()), estimates(result));
    }

    @Test
    void anEstimateThatBreaksBecauseOfTheInterruptIsNoFailure() {
        Path file = folder.resolve("broken.jsonl");
        MiEstimator broken = (x, y) -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("closed by interrupt");
        };
        assertThrows(
                CancellationException.class,
                () -> small(broken).resumeFrom(file).run());
        assertTrue(Thread.interrupted());
        assertEquals(List.of(), BenchmarkResult.read(file).cells());
    }

    @Test
    void moreEstimatorsAndSizesAddToTheFile() {
        Path file = folder.resolve("more.jsonl");
        small(PlugIn::gaussian).resumeFrom(file).run();
        List<Integer> calls = new ArrayList<>();
        BenchmarkResult more = small(counting(calls), new PlugIn.Named("a, \"b\""))
                .sizes(50, 100, 200)
                .resumeFrom(file)
                .run();
        assertEquals(6, calls.size());
        assertEquals(2 * 3 * 3 * 2, more.cells().size());
        assertEquals(36, BenchmarkResult.read(file).cells().size());
        assertEquals(List.of("yours", "a, \"b\""), BenchmarkResult.read(file).estimators());
    }

    private static final String CELL =
            "{\"task\":\"1v1-normal-0.75\",\"dimX\":1,\"dimY\":1,\"truth\":0.413339286592254,"
                    + "\"estimator\":\"yours\",\"samples\":100,\"seed\":0,\"estimate\":[0.4],\"seconds\":0.1,\"failure\":\"\"}\n";

    private String title() throws IOException {
        Path empty = folder.resolve("empty.jsonl");
        BenchmarkLedger.open(empty).close();
        return Files.readString(empty);
    }

    @Test
    void filesOfOthersAreRefusedAndLeftAlone() throws IOException {
        String truth = Double.toString(Tasks.get(IDS[0]).mutualInformation());
        String cell = CELL.replace("0.413339286592254", truth);
        refused("dear diary", ", line 1: expected the header '{\"ledger\":\"a benchmark's results\",\"version\":2,");
        refused("a,b\n1,2\n", ", line 1: expected the header '{\"ledger");
        refused(
                title() + cell + cell.replace("yours", "KSG"),
                ", line 3: expected a cell of this benchmark, got task 1v1-normal-0.75 (1 x 1, " + truth
                        + " nats), estimator"
                        + " 'KSG', n = 100, seed 0; add them to the benchmark, or give it a file of its own");
        refused(title() + CELL.replace("0.413", "0.414"), ", line 2: expected a cell of this benchmark, got task");
        refused(title() + cell.replace("\"seed\":0", "\"seed\":5"), ", line 2: expected a cell of this benchmark, got");
        Path ours = Files.writeString(folder.resolve("ours.jsonl"), title() + cell);
        assertEquals(
                0.4,
                small(PlugIn::gaussian).resumeFrom(ours).run().cells().get(0).estimate());
        Path missing = folder.resolve("missing.csv");
        assertEquals(
                missing + ": expected a file with a benchmark's results, found no file",
                message(() -> BenchmarkResult.read(missing)));
    }

    @Test
    void linesThatAreNoCellsAreRefused() throws IOException {
        String line = ", line 2: expected a piece of a benchmark's results as JSON, got something else (";
        refused(title() + "null\n", line + "null); the file is damaged, delete this line");
        refused(title() + CELL.replace("\"yours\"", "null"), line);
        refused(title() + CELL.replace("[0.4]", "[null]"), line);
        refused(title() + CELL.replace("[0.4]", "[\"NaN\"]"), line);
        refused(title() + CELL.replace("[0.4]", "[]"), line);
        refused(title() + CELL.replace("\"\"}", "\"but failed\"}"), line);
        refused(title() + CELL.replace("100", "\"100\""), line);
        refused(title() + CELL.replace("100", "100.5"), line);
        refused(title() + CELL.replace("\"dimX\":1,", ""), line);
        refused(title() + CELL.replace("\"dimX\":1,", "\"dimX\":0,"), line);
        refused(title() + CELL.replace("\"dimX\":1,", "\"dimX\":1,\"dimX\":1,"), line);
        refused(title() + CELL.replace("\"dimX\":1,", "\"dimX\":1,\"dimZ\":1,"), line);
        refused(title() + CELL.replace("0.413339286592254", "\"NaN\""), line);
        refused(title() + CELL.strip() + CELL, line);
        refused(
                title() + CELL + CELL.replace("[0.4]", "[0.5]"),
                ", line 3: expected another piece of a benchmark's results, got the one of line 2 again");
    }

    private void refused(String content, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("others.jsonl"), content);
        String message = message(() -> small(PlugIn::gaussian).resumeFrom(file).run());
        assertTrue(message.startsWith(file + reason), message);
        assertEquals(content, Files.readString(file));
    }

    private static final String HEADER =
            "task_id,dim_x,dim_y,mi_true_nats,estimator,n,seed,estimate,seconds,failure,version\n";
    private static final String ROW = "1v1-normal-0.75,1,1,0.413339286592254,yours,100,0,0.4,0.1,,1\n";

    @Test
    void aTableIsReadButNotResumed() throws IOException {
        Path file = folder.resolve("table.csv");
        BenchmarkResult result =
                small(PlugIn::gaussian, new PlugIn.Named("a, \"b\"")).run();
        result.write(file);
        assertEquals(result, BenchmarkResult.read(file));
        assertEquals(
                file
                        + ", line 1: expected a file that a benchmark can resume from, got a table of an earlier version or one"
                        + " that was written; read it by BenchmarkResult.read, and give resumeFrom(...) a new file such as"
                        + " mine.jsonl",
                message(() -> small(PlugIn::gaussian).resumeFrom(file).run()));
    }

    @Test
    void rowsThatAreNoCellsAreRefused() throws IOException {
        refusedTable(
                "a,b\n1,2\n", ", line 1: expected the header '" + HEADER.strip() + "', got 'a,b'; this is no file of");
        refusedTable(
                HEADER + "1,2\n", ", line 2: expected 11 values, got 2 in '1,2'; the file is damaged, delete this");
        refusedTable(
                HEADER + ROW.replace(",1\n", ",7\n"), ", line 2: expected an estimate of version 1 of the tasks, got");
        refusedTable(HEADER + ROW.replace("100", "x"), ", line 2: expected numbers, got '1v1-normal");
        refusedTable(HEADER + ROW.replace("100", "0"), ", line 2: expected numbers, got '1v1-normal");
        refusedTable(HEADER + ROW.replace("0.4,", "NaN,"), ", line 2: expected numbers, got '1v1-normal");
        refusedTable(HEADER + ROW.replace("0.413339286592254", "NaN"), ", line 2: expected numbers, got '1v1-normal");
    }

    private void refusedTable(String content, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("others.csv"), content);
        String message = message(() -> BenchmarkResult.read(file));
        assertTrue(message.startsWith(file + reason), message);
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
}
