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
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.information.MiEstimator;
import org.mipp.information.PlugIn;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.task.Tasks;
import org.mipp.linalg.Matrix;
import org.mipp.run.ledger.SettingsKey;

/** What a benchmark that is kept in a file takes over, and what it refuses. */
class BenchmarkLedgerTest {

    /** Known by its name, as one of yours is, and by what it says of its code. */
    private static final MiEstimator MINE = known(PlugIn::gaussian);

    private static final String[] IDS = {"1v1-normal-0.75", "multinormal-dense-2-2-0.5", "label-mixture-2-1"};

    @TempDir
    private Path folder;

    private static EstimatorBenchmark small(MiEstimator... estimators) {
        return EstimatorBenchmark.of(estimators).tasks(IDS).sizes(100, 200).seeds(0, 1);
    }

    private static MiEstimator known(MiEstimator estimator) {
        return new MiEstimator() {
            @Override
            public double estimate(Matrix x, Matrix y) {
                return estimator.estimate(x, y);
            }

            @Override
            public String name() {
                return "mine";
            }

            @Override
            public Optional<SettingsKey> key() {
                return Optional.of(
                        SettingsKey.of("named", 1).with("name", "mine").with("code", "the same"));
            }
        };
    }

    /** Says how often it was asked. */
    private static MiEstimator counting(List<Integer> calls) {
        return known((x, y) -> {
            calls.add(x.rows());
            return PlugIn.gaussian(x, y);
        });
    }

    @Test
    void aFinishedBenchmarkIsReadAndNotRunAgain() {
        Path file = folder.resolve("done.jsonl");
        BenchmarkResult first = small(MINE).resumeFrom(file).run();
        List<Integer> calls = new ArrayList<>();
        assertEquals(first, small(counting(calls)).resumeFrom(file).run());
        assertEquals(List.of(), calls);
        assertEquals(first, BenchmarkResult.read(file));
    }

    @Test
    void aTornLastLineIsEstimatedAgainAndNothingElse() throws IOException {
        Path file = folder.resolve("torn.jsonl");
        BenchmarkResult whole = small(MINE).resumeFrom(file).run();
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
        small(MINE).resumeFrom(file).run();
        String header = Files.readAllLines(file).get(0);
        for (String torn : new String[] {"", header.substring(0, 10), header}) {
            Files.writeString(file, torn);
            BenchmarkResult result = small(MINE).resumeFrom(file).run();
            assertEquals(result, BenchmarkResult.read(file));
        }
    }

    @Test
    void anInterruptLeavesTheFinishedCells() throws IOException {
        Path file = folder.resolve("interrupted.jsonl");
        List<Integer> calls = new ArrayList<>();
        MiEstimator interrupted = known((x, y) -> {
            calls.add(1);
            if (calls.size() == 5) {
                Thread.currentThread().interrupt();
            }
            return PlugIn.gaussian(x, y);
        });
        assertThrows(
                CancellationException.class,
                () -> small(interrupted).resumeFrom(file).run());
        assertFalse(Thread.interrupted());
        assertEquals(4, BenchmarkResult.read(file).cells().size());
        List<Integer> later = new ArrayList<>();
        BenchmarkResult result = small(counting(later)).resumeFrom(file).run();
        assertEquals(8, later.size());
        assertEquals(estimates(small(MINE).run()), estimates(result));
    }

    @Test
    void anEstimateThatBreaksBecauseOfTheInterruptIsNoFailure() {
        Path file = folder.resolve("broken.jsonl");
        MiEstimator broken = known((x, y) -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("closed by interrupt");
        });
        assertThrows(
                CancellationException.class,
                () -> small(broken).resumeFrom(file).run());
        assertTrue(Thread.interrupted());
        assertEquals(List.of(), BenchmarkResult.read(file).cells());
    }

    @Test
    void moreEstimatorsAndSizesAddToTheFile() {
        Path file = folder.resolve("more.jsonl");
        small(MINE).resumeFrom(file).run();
        List<Integer> calls = new ArrayList<>();
        BenchmarkResult more = small(counting(calls), new PlugIn.Named("a, \"b\""))
                .sizes(50, 100, 200)
                .resumeFrom(file)
                .run();
        assertEquals(6, calls.size());
        assertEquals(2 * 3 * 3 * 2, more.cells().size());
        assertEquals(36, BenchmarkResult.read(file).cells().size());
        assertEquals(List.of("mine", "a, \"b\""), BenchmarkResult.read(file).estimators());
    }

    @Test
    void whatIsTakenAwayStaysInTheFileForWhenItComesBack() {
        Path file = folder.resolve("less.jsonl");
        MiEstimator other = new PlugIn.Named("other");
        BenchmarkResult whole = small(MINE, other).resumeFrom(file).run();
        List<Integer> calls = new ArrayList<>();
        BenchmarkResult less = small(counting(calls))
                .tasks(IDS[0])
                .sizes(100)
                .seeds(0)
                .resumeFrom(file)
                .run();
        assertEquals(List.of(), calls);
        assertEquals(1, less.cells().size());
        assertEquals(whole, BenchmarkResult.read(file));
        assertEquals(whole, small(counting(calls), other).resumeFrom(file).run());
        assertEquals(List.of(), calls);
    }

    private static final String TITLE =
            "{\"ledger\":\"a benchmark's results\",\"version\":3,\"of\":{\"is\":\"tasks\",\"version\":1}}\n";
    private static final String CELL =
            "{\"estimator\":{\"is\":\"named\",\"version\":1,\"name\":\"mine\"},\"cell\":{\"problem\":{\"task\":\"1v1-normal-0.75\","
                    + "\"dimX\":1,\"dimY\":1,\"truth\":0.413339286592254},\"estimator\":\"mine\",\"samples\":100,\"seed\":0,"
                    + "\"outcome\":{\"is\":\"estimated\",\"nats\":0.4},\"seconds\":0.1}}\n";

    @Test
    void theFileIsThisText() throws IOException {
        Path file = folder.resolve("text.jsonl");
        small(MINE).tasks(IDS[0]).sizes(100).seeds(0).resumeFrom(file).run();
        List<String> lines = Files.readAllLines(file);
        assertEquals(TITLE.strip(), lines.get(0));
        String number = ":-?[0-9.E-]+";
        String expected = CELL.strip().replace("\"mine\"},", "\"mine\",\"code\":\"the same\"},");
        assertEquals(expected.replaceAll(number, ":0"), lines.get(1).replaceAll(number, ":0"));
    }

    @Test
    void filesOfOthersAreRefusedAndLeftAlone() throws IOException {
        String truth = Double.toString(Tasks.get(IDS[0]).mutualInformation());
        String cell = CELL.replace("0.413339286592254", truth);
        refused("dear diary", ", line 1: expected the header '{\"ledger\":\"a benchmark's results\",\"version\":3,");
        refused("a,b\n1,2\n", ", line 1: expected the header '{\"ledger");
        refused(
                TITLE + CELL.replace("0.413", "0.414"),
                ", line 2: the task 1v1-normal-0.75 was another one then, 1 x 1 with 0.414339286592254 nats; give it another"
                        + " name or the benchmark another file");
        refused(
                TITLE + cell.replace("\"named\",\"version\":1", "\"named\",\"version\":2"),
                ", line 2: the estimator 'mine' was another one then, version: expected 2, got 1; give it another name or the"
                        + " benchmark another file");
        refused(
                TITLE.replace("\"version\":3", "\"version\":2")
                        .replace("{\"is\":\"tasks\",\"version\":1}", "\"tasks, version 1\""),
                ", line 1: expected a benchmark's results in version 3, got version 2, which another version of the toolkit has"
                        + " written; go on with that one, or choose another file or folder");
        refused(
                TITLE.replace("\"tasks\",\"version\":1", "\"tasks\",\"version\":0"),
                ", line 1: these are a benchmark's results with other settings, version: expected 1, got 0; choose another file");
        refused(
                TITLE.replace("\"is\":\"tasks\",", ""),
                ", line 1: expected what a benchmark's results belong to, got something else (");
        Path ours = Files.writeString(folder.resolve("ours.jsonl"), TITLE + cell);
        assertEquals(0.4, small(MINE).resumeFrom(ours).run().cells().get(0).estimate());
        Path missing = folder.resolve("missing.csv");
        assertEquals(
                missing + ": expected a file with a benchmark's results, found no file",
                message(() -> BenchmarkResult.read(missing)));
    }

    @Test
    void linesThatAreNoCellsAreRefused() throws IOException {
        String line = ", line 2: expected a piece of a benchmark's results as JSON, got something else (";
        refused(TITLE + "null\n", line + "null); the file is damaged, delete this line");
        refused(TITLE + CELL.replace("\"estimator\":\"mine\"", "\"estimator\":null"), line);
        refused(TITLE + CELL.replace(":0.4", ":null"), line);
        refused(TITLE + CELL.replace(":0.4", ":\"NaN\""), line);
        refused(TITLE + CELL.replace("\"nats\":0.4", "\"nat\":0.4"), line);
        refused(TITLE + CELL.replace("estimated", "failed"), line);
        refused(TITLE + CELL.replace("estimated", "supposed"), line);
        refused(TITLE + CELL.replace("\"is\":\"named\",", ""), line);
        refused(TITLE + CELL.replace("100", "\"100\""), line);
        refused(TITLE + CELL.replace("100", "100.5"), line);
        refused(TITLE + CELL.replace("\"dimX\":1,", ""), line);
        refused(TITLE + CELL.replace("\"dimX\":1,", "\"dimX\":0,"), line);
        refused(TITLE + CELL.replace("\"dimX\":1,", "\"dimX\":1,\"dimX\":1,"), line);
        refused(TITLE + CELL.replace("\"dimX\":1,", "\"dimX\":1,\"dimZ\":1,"), line);
        refused(TITLE + CELL.replace("0.413339286592254", "\"NaN\""), line);
        refused(TITLE + CELL.strip() + CELL, line);
        refused(
                TITLE + CELL + CELL.replace(":0.4", ":0.5"),
                ", line 3: expected another piece of a benchmark's results, got the one of line 2 again");
    }

    private void refused(String content, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("others.jsonl"), content);
        String message = message(() -> small(MINE).resumeFrom(file).run());
        assertTrue(message.startsWith(file + reason), message);
        assertEquals(content, Files.readString(file));
    }

    @Test
    void anEstimatorWithoutANameIsRefusedBeforeAnythingIsEstimated() {
        Path file = folder.resolve("unnamed.jsonl");
        for (EstimatorBenchmark unnamed :
                List.of(small(PlugIn::gaussian), small(MINE, PlugIn::gaussian, PlugIn::gaussian))) {
            assertEquals(
                    "yours: expected an estimator with a name, by which the file knows it again, got one without; name it, as in"
                            + " benchmark().and(\"mine 1\", estimator), or leave out resumeFrom(...)",
                    message(() -> unnamed.resumeFrom(file).run()).replace("yours 2", "yours"));
            assertFalse(Files.exists(file));
        }
        EstimatorBenchmark named = small(MINE).and("lambda", PlugIn::gaussian);
        assertEquals(24, named.resumeFrom(file).run().cells().size());
    }

    private static MiEstimator scaled(double factor) {
        return MiEstimator.named("mine", (x, y) -> factor * PlugIn.gaussian(x, y));
    }

    @Test
    void anEstimatorOfYoursIsKnownByItsCodeAndWhatItHasCaptured() {
        Path file = folder.resolve("code.jsonl");
        BenchmarkResult first = small(scaled(2)).resumeFrom(file).run();
        assertEquals(first, small(scaled(2)).resumeFrom(file).run());
        String message = message(() -> small(scaled(3)).resumeFrom(file).run());
        assertTrue(
                message.startsWith(file + ", line 2: the estimator 'mine' was another one then, code: expected \""),
                message);
    }

    @Test
    void anEstimatorOfTheToolkitIsKnownByItsSettingsToo() {
        Path file = folder.resolve("settings.jsonl");
        EstimatorBenchmark one =
                EstimatorBenchmark.of(MINE).tasks(IDS[0]).sizes(50).seeds(0);
        one.and("neighbours", new KsgMi(KsgMi.Algorithm.FIRST, 3))
                .resumeFrom(file)
                .run();
        assertEquals(
                file
                        + ", line 3: the estimator 'neighbours' was another one then, k: expected 3, got 5; give it another name or"
                        + " the benchmark another file",
                message(() -> one.and("neighbours", new KsgMi(KsgMi.Algorithm.FIRST, 5))
                        .resumeFrom(file)
                        .run()));
    }

    private static String message(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }
}
