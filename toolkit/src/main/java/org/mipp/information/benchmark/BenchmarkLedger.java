package org.mipp.information.benchmark;

import static org.mipp.run.Checks.argument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mipp.information.task.MiTask;
import org.mipp.run.RecordLedger;

/** The cells of a benchmark that can be resumed, as lines of a {@link RecordLedger}. */
final class BenchmarkLedger implements AutoCloseable {

    /** To be raised when a task's samples change: old cells then no longer compare with new ones. */
    private static final RecordLedger.Kind<Line> KIND = new RecordLedger.Kind<>(
            "a benchmark's results", 2, Line.class, line -> line.cell().key());

    private static final String TITLE = KIND.title("tasks, version " + BenchmarkFile.VERSION);

    private final Path file;
    private final RecordLedger<Line> ledger;

    private BenchmarkLedger(Path file, RecordLedger<Line> ledger) {
        this.file = file;
        this.ledger = ledger;
    }

    /** Opens a file to append to, a new one if there is none. */
    static BenchmarkLedger open(Path file) {
        argument(
                !Files.exists(file) || !BenchmarkFile.isTable(file),
                "%s, line 1: expected a file that a benchmark can resume from, got a table of an earlier version or one that was"
                        + " written; read it by BenchmarkResult.read, and give resumeFrom(...) a new file such as mine.jsonl",
                file);
        return new BenchmarkLedger(file, RecordLedger.open(file, KIND, TITLE));
    }

    /** The cells of a file, a running benchmark's too. */
    static List<BenchmarkCell> read(Path file) {
        return cells(RecordLedger.read(file, KIND, TITLE));
    }

    /** The cells that were there when the file was opened, if they are all of that benchmark. */
    Map<BenchmarkCell.Key, BenchmarkCell> cellsOf(EstimatorBenchmark benchmark) {
        List<BenchmarkCell> cells = cells(ledger.records());
        Map<String, MiTask> tasks = benchmark.tasks().stream().collect(Collectors.toMap(MiTask::id, task -> task));
        Map<BenchmarkCell.Key, BenchmarkCell> known = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            BenchmarkCell cell = cells.get(i);
            MiTask task = tasks.get(cell.task());
            boolean expected = task != null
                    && task.dimX() == cell.dimX()
                    && task.dimY() == cell.dimY()
                    && Math.abs(task.mutualInformation() - cell.truth()) < 1e-9
                    && benchmark.estimators().containsKey(cell.estimator())
                    && benchmark.sizes().contains(cell.samples())
                    && benchmark.seeds().contains(cell.seed());
            argument(
                    expected,
                    "%s, line %d: expected a cell of this benchmark, got task %s (%d x %d, %s nats), estimator '%s',"
                            + " n = %d, seed %d; add them to the benchmark, or give it a file of its own",
                    file,
                    i + 2, // the first line is the title
                    cell.task(),
                    cell.dimX(),
                    cell.dimY(),
                    cell.truth(),
                    cell.estimator(),
                    cell.samples(),
                    cell.seed());
            known.put(cell.key(), cell);
        }
        return known;
    }

    private static List<BenchmarkCell> cells(List<Line> lines) {
        return lines.stream().map(Line::cell).toList();
    }

    void append(BenchmarkCell cell) {
        ledger.append(Line.of(cell));
    }

    @Override
    public void close() {
        ledger.close();
    }

    /** A cell as it stands in the file; the estimate is one number or, where it failed, none. */
    private record Line(
            String task,
            int dimX,
            int dimY,
            double truth,
            String estimator,
            int samples,
            long seed,
            List<Double> estimate,
            double seconds,
            String failure) {

        Line {
            BenchmarkFile.check(dimX, dimY, truth, samples, seconds);
            argument(
                    estimate.size() == (failure.isEmpty() ? 1 : 0)
                            && estimate.stream().allMatch(Double::isFinite),
                    "an estimate or a failure, got %s and '%s'",
                    estimate,
                    failure);
        }

        static Line of(BenchmarkCell cell) {
            return new Line(
                    cell.task(),
                    cell.dimX(),
                    cell.dimY(),
                    cell.truth(),
                    cell.estimator(),
                    cell.samples(),
                    cell.seed(),
                    cell.failed() ? List.of() : List.of(cell.estimate()),
                    cell.seconds(),
                    cell.failure());
        }

        BenchmarkCell cell() {
            double value = estimate.stream().findFirst().orElse(Double.NaN);
            return new BenchmarkCell(task, dimX, dimY, truth, estimator, samples, seed, value, seconds, failure);
        }
    }
}
