package org.mipp.information.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mipp.run.Notes;
import org.mipp.run.TextColumn;
import org.mipp.run.ledger.Ledger;

/**
 * All estimates of a benchmark, with summaries. Each cell carries its own seed, number of samples and seconds.
 *
 * <p>As a table: text with one line per cell under the header {@code task_id, dim_x, dim_y, mi_true_nats, estimator, n, seed,
 * estimate, seconds, failure, version} (without spaces). Estimates are in nats and empty where there is a failure; names
 * and failures with commas or quotes are quoted, quotes doubled; no value contains a line break.
 *
 * @param cells one per task, estimator, sample size and seed
 */
public record BenchmarkResult(List<BenchmarkCell> cells) {

    private static final int MOST_REASONS = 5;

    /** Copies the list. */
    public BenchmarkResult {
        cells = List.copyOf(cells);
    }

    /** {@return the ids of the tasks, in the order of the cells} */
    public List<String> tasks() {
        return distinct(BenchmarkCell::task);
    }

    /** {@return the names of the estimators, in the order of the cells} */
    public List<String> estimators() {
        return distinct(BenchmarkCell::estimator);
    }

    /** {@return the sample sizes, ascending} */
    public List<Integer> sizes() {
        return distinct(BenchmarkCell::samples).stream().sorted().toList();
    }

    private <T> List<T> distinct(Function<BenchmarkCell, T> part) {
        return cells.stream().map(part).distinct().toList();
    }

    /** {@return the estimates that failed, with reasons} */
    public List<BenchmarkCell> failures() {
        return cells.stream().filter(BenchmarkCell::failed).toList();
    }

    /** {@return why estimates failed, by which estimator, each reason once and the first five of them} */
    public List<String> reasons() {
        return failures().stream()
                .map(cell -> cell.estimator() + " failed: " + cell.failure().orElseThrow())
                .distinct()
                .limit(MOST_REASONS)
                .toList();
    }

    /** {@return one summary over seeds per task, estimator and sample size} */
    public List<BenchmarkSummary> summaries() {
        record Group(String task, String estimator, int samples) {}
        return grouped(cell -> new Group(cell.task(), cell.estimator(), cell.samples())).stream()
                .map(BenchmarkSummary::of)
                .toList();
    }

    private <K> Collection<List<BenchmarkCell>> grouped(Function<BenchmarkCell, K> key) {
        Map<K, List<BenchmarkCell>> groups =
                cells.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
        return groups.values();
    }

    /**
     * Gives the smallest of the sample sizes from which on every seed's estimate is off by less than a factor of 1.5.
     *
     * @param task the task's id
     * @param estimator the estimator's name
     * @return that size; empty if not even the largest is enough
     */
    public OptionalInt samplesNeeded(String task, String estimator) {
        OptionalInt needed = OptionalInt.empty();
        List<BenchmarkCell> own = cells.stream()
                .filter(cell -> cell.task().equals(task) && cell.estimator().equals(estimator))
                .toList();
        for (int size : sizes()) {
            boolean close = own.stream().filter(cell -> cell.samples() == size).allMatch(BenchmarkCell::close)
                    && own.stream().anyMatch(cell -> cell.samples() == size);
            needed = !close ? OptionalInt.empty() : needed.isPresent() ? needed : OptionalInt.of(size);
        }
        return needed;
    }

    /** {@return one score over all tasks per sample size and estimator, sizes ascending} */
    public List<EstimatorScore> scores() {
        List<BenchmarkSummary> all = summaries();
        return sizes().stream()
                .flatMap(size -> estimators().stream()
                        .map(estimator -> score(
                                estimator,
                                size,
                                all.stream()
                                        .filter(row -> row.samples() == size
                                                && row.estimator().equals(estimator))
                                        .toList())))
                .toList();
    }

    private static EstimatorScore score(String estimator, int samples, List<BenchmarkSummary> rows) {
        List<BenchmarkSummary> estimated =
                rows.stream().filter(row -> row.estimates() > 0).toList();
        return new EstimatorScore(
                estimator,
                samples,
                estimated.size(),
                estimated.stream()
                        .mapToDouble(row -> Math.abs(row.mean() - row.truth()))
                        .average()
                        .orElse(Double.NaN),
                (int) rows.stream().filter(BenchmarkSummary::close).count(),
                rows.stream().mapToInt(BenchmarkSummary::failures).sum(),
                rows.stream()
                        .mapToDouble(row -> row.seconds() * (row.estimates() + row.failures()))
                        .sum());
    }

    /**
     * Writes all cells as a table, for {@link #read} or another program.
     *
     * @param file where to; replaced if it is there
     * @throws IllegalArgumentException if its folder does not exist
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        BenchmarkFile.write(file, cells);
    }

    /**
     * Reads the cells of a benchmark, a running or interrupted one's too, and those that earlier versions kept as a table.
     *
     * @param file written by {@link #write} or by a benchmark that can be resumed
     * @return the result
     * @throws IllegalArgumentException if the file is missing, of another version, or damaged; the message names the line
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static BenchmarkResult read(Path file) {
        boolean table = Files.exists(file) && !Ledger.startsWith(file, "{");
        return new BenchmarkResult(table ? BenchmarkFile.read(file) : BenchmarkLedger.read(file));
    }

    @Override
    public String toString() {
        String estimator = TextColumn.of(8, estimators().stream());
        return String.format(
                        Locale.ROOT,
                        "Benchmark of %d estimators on %d tasks, %d estimates of which %d failed%n",
                        estimators().size(),
                        tasks().size(),
                        cells.size(),
                        failures().size())
                + scores().stream()
                        .map(score -> String.format(
                                        Locale.ROOT,
                                        "  " + estimator + " N = %,6d: ",
                                        score.estimator(),
                                        score.samples())
                                + (score.tasks() == 0 ? "no estimate" : said(score)))
                        .collect(Collectors.joining(System.lineSeparator()))
                + Notes.of(reasons());
    }

    private static String said(EstimatorScore score) {
        return String.format(
                Locale.ROOT,
                "mean absolute error %.3f nats, close on %d of %d tasks, %.1f s",
                score.meanAbsoluteError(),
                score.close(),
                score.tasks(),
                score.seconds());
    }
}
