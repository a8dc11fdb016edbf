package org.mipp.information.benchmark;

import static org.mipp.run.Checks.argument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mipp.information.MiEstimator;
import org.mipp.information.task.MiTask;
import org.mipp.run.ledger.CodeFingerprint;
import org.mipp.run.ledger.RecordLedger;
import org.mipp.run.ledger.SettingsKey;

/** The cells of a benchmark that can be resumed, as lines of a {@link RecordLedger}. */
final class BenchmarkLedger implements AutoCloseable {

    private static final SettingsKey TASKS = SettingsKey.of("tasks", BenchmarkFile.VERSION);

    private static final String NAMED = "named";
    private static final String CODE = "code";

    private static final RecordLedger.Kind<Line> KIND = new RecordLedger.Kind<>(
            "a benchmark's results", 3, Line.class, line -> line.cell().place());

    private final Path file;
    private final RecordLedger<Line> ledger;
    private final EstimatorBenchmark benchmark;
    private final Map<String, SettingsKey> keys; // of its estimators, by name

    private BenchmarkLedger(
            Path file, RecordLedger<Line> ledger, EstimatorBenchmark benchmark, Map<String, SettingsKey> keys) {
        this.file = file;
        this.ledger = ledger;
        this.benchmark = benchmark;
        this.keys = keys;
    }

    /** Opens the file of a benchmark to append to, a new one if there is none. */
    static BenchmarkLedger open(Path file, EstimatorBenchmark benchmark) {
        Map<String, SettingsKey> keys = new HashMap<>();
        benchmark.estimators().forEach((name, estimator) -> keys.put(name, key(name, estimator)));
        argument(
                !Files.exists(file) || !BenchmarkFile.isTable(file),
                "%s, line 1: expected a file that a benchmark can resume from, got a table of an earlier version or one that was"
                        + " written; read it by BenchmarkResult.read, and give resumeFrom(...) a new file such as mine.jsonl",
                file);
        return new BenchmarkLedger(file, RecordLedger.open(file, KIND, TASKS), benchmark, keys);
    }

    /** The cells of a file, a running benchmark's too. */
    static List<BenchmarkCell> read(Path file) {
        return cells(RecordLedger.read(file, KIND, TASKS));
    }

    /**
     * The cells that were there when the file was opened, as far as the benchmark still asks for them. Those of a task, an estimator, a
     * size or a seed that was taken away stay in the file, for when it comes back.
     */
    Map<BenchmarkCell.Place, BenchmarkCell> known() {
        Map<String, MiTask> tasks = benchmark.tasks().stream().collect(Collectors.toMap(MiTask::id, task -> task));
        Map<BenchmarkCell.Place, BenchmarkCell> known = new HashMap<>();
        int number = 1; // the first line is the title
        for (Line line : ledger.records()) {
            number++;
            BenchmarkCell cell = line.cell();
            MiTask task = tasks.get(cell.task());
            if (task == null || !asksFor(cell)) {
                continue;
            }
            refuseOther(task, cell, number);
            Optional<String> difference = difference(line.estimator(), key(cell));
            argument(
                    difference.isEmpty(),
                    "%s, line %d: the estimator '%s' was another one then, %s; give it another name or the benchmark another file",
                    file,
                    number,
                    cell.estimator(),
                    difference.orElse(""));
            known.put(cell.place(), cell);
        }
        return known;
    }

    private boolean asksFor(BenchmarkCell cell) {
        return benchmark.estimators().containsKey(cell.estimator())
                && benchmark.sizes().contains(cell.samples())
                && benchmark.seeds().contains(cell.seed());
    }

    private void refuseOther(MiTask task, BenchmarkCell cell, int number) {
        BenchmarkCell.Problem problem = cell.problem();
        BenchmarkCell.Problem known = BenchmarkSample.problem(task);
        argument(
                known.dimX() == problem.dimX()
                        && known.dimY() == problem.dimY()
                        && Math.abs(known.truth() - problem.truth()) < 1e-9,
                "%s, line %d: the task %s was another one then, %d x %d with %s nats; give it another name or the benchmark"
                        + " another file",
                file,
                number,
                cell.task(),
                problem.dimX(),
                problem.dimY(),
                problem.truth());
    }

    private SettingsKey key(BenchmarkCell cell) {
        return Objects.requireNonNull(keys.get(cell.estimator()));
    }

    /** What an estimator is known by beside its name in the benchmark; one of yours by that name and its code. */
    private static SettingsKey key(String name, MiEstimator estimator) {
        argument(
                !name.equals(MiEstimator.UNNAMED) && !name.startsWith(MiEstimator.UNNAMED + " "), // or a number of such
                "%s: expected an estimator with a name, by which the file knows it again, got one without; name it, as in"
                        + " benchmark().and(\"mine 1\", estimator), or leave out resumeFrom(...)",
                name);
        SettingsKey named = SettingsKey.of(NAMED, 1).with("name", name);
        SettingsKey key = estimator.key().orElse(named);
        return key.isA(NAMED) && !key.has(CODE) ? key.with(CODE, CodeFingerprint.of(estimator)) : key;
    }

    /** How the key of an estimator differs from the one in a line; files of before this version know no code. */
    private static Optional<String> difference(SettingsKey then, SettingsKey now) {
        return then.difference(then.has(CODE) ? now : now.without(CODE));
    }

    private static List<BenchmarkCell> cells(List<Line> lines) {
        return lines.stream().map(Line::cell).toList();
    }

    void append(BenchmarkCell cell) {
        ledger.append(new Line(key(cell), cell));
    }

    @Override
    public void close() {
        ledger.close();
    }

    /** A cell as it stands in the file, with what its estimator was known by. */
    private record Line(SettingsKey estimator, BenchmarkCell cell) {}
}
