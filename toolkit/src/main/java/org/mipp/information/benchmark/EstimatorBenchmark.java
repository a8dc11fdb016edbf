package org.mipp.information.benchmark;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.mipp.information.MiEstimator;
import org.mipp.information.estimator.GaussianCopulaMi;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Tasks;
import org.mipp.run.progress.Progress;
import org.mipp.run.progress.Workers;

/**
 * Which estimators to run on which tasks, at which sample sizes, with which seeds:
 *
 * <pre>{@code
 * EstimatorBenchmark.of(mine).sizes(500, 2_000).seeds(0, 1, 2).resumeFrom(Path.of("mine.jsonl")).run()
 * }</pre>
 *
 * <p>Every column of a sample but labels is brought to mean 0 and variance 1 first, as in the benchmark that the 40 tasks
 * come from. A sample depends on task, size and seed alone, so that all estimators see the same; an estimator that takes a
 * seed gets the sample's. An estimate that throws, is not finite or runs out of stack fails alone, with the reason.
 *
 * <p>With a file every finished cell is on disk before the next one starts: after an interrupt or a kill the same call
 * goes on where it was. Cells are known by the estimator's name and settings: after a change to one of yours, change its name
 * or the file. To try a failed cell again, delete its line.
 *
 * @param estimators by name
 * @param tasks what to estimate
 * @param sizes numbers of rows
 * @param seeds of samples, and of estimators that take one
 * @param file where finished cells are kept; absent to keep them in memory only, where an interrupt loses them
 */
public record EstimatorBenchmark(
        Map<String, MiEstimator> estimators,
        List<MiTask> tasks,
        List<Integer> sizes,
        List<Long> seeds,
        Optional<Path> file) {

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if one is empty or has something twice
     */
    public EstimatorBenchmark {
        estimators = Collections.unmodifiableMap(new LinkedHashMap<>(estimators));
        tasks = List.copyOf(tasks);
        sizes = distinct(sizes, "sample sizes");
        seeds = distinct(seeds, "seeds");
        distinct(tasks.stream().map(MiTask::id).toList(), "tasks");
        distinct(List.copyOf(estimators.keySet()), "estimators");
        sizes.forEach(size -> positive(size, "samples"));
    }

    private static <T> List<T> distinct(List<T> values, String what) {
        argument(!values.isEmpty(), "benchmark: expected at least one of its %s, got none", what);
        argument(
                values.stream().distinct().count() == values.size(),
                "benchmark: expected different %s, got %s",
                what,
                values);
        return List.copyOf(values);
    }

    /**
     * Starts with all 40 tasks, 500 and 2,000 rows, seeds 0 to 2: 240 estimates per estimator.
     *
     * @param estimators under their own names; a name that comes again is numbered
     * @return the benchmark
     */
    public static EstimatorBenchmark of(MiEstimator... estimators) {
        Map<String, MiEstimator> named = new LinkedHashMap<>();
        for (MiEstimator estimator : estimators) {
            String name = BenchmarkFile.oneLine(estimator.name());
            String unique = name;
            for (int number = 2; named.containsKey(unique); number++) {
                unique = name + " " + number;
            }
            named.put(unique, estimator);
        }
        return new EstimatorBenchmark(named, Tasks.all(), List.of(500, 2000), List.of(0L, 1L, 2L), Optional.empty());
    }

    /**
     * Adds an estimator under a name of your choice, such as one that is a lambda.
     *
     * @param name for tables, figures and the file
     * @param estimator the estimator
     * @return the changed benchmark
     * @throws IllegalArgumentException if there is one of that name
     */
    public EstimatorBenchmark and(String name, MiEstimator estimator) {
        Map<String, MiEstimator> more = new LinkedHashMap<>(estimators);
        argument(
                more.put(BenchmarkFile.oneLine(name), estimator) == null,
                "benchmark: expected a new name for an estimator, got '%s' again",
                name);
        return new EstimatorBenchmark(more, tasks, sizes, seeds, file);
    }

    /**
     * Adds what every new estimator has to beat: the Gaussian closed form, its copula and nearest neighbours (KSG-1, k = 5).
     *
     * @return the changed benchmark; one that is there already stays as it is
     */
    public EstimatorBenchmark besideClassical() {
        Map<String, MiEstimator> more = new LinkedHashMap<>(estimators);
        for (MiEstimator classical :
                List.of(new GaussianMi(), new GaussianCopulaMi(), new KsgMi(KsgMi.Algorithm.FIRST, 5))) {
            more.putIfAbsent(classical.name(), classical);
        }
        return new EstimatorBenchmark(more, tasks, sizes, seeds, file);
    }

    /**
     * Changes the tasks.
     *
     * @param chosen at least one, with different ids
     * @return the changed benchmark
     */
    public EstimatorBenchmark tasks(List<MiTask> chosen) {
        return new EstimatorBenchmark(estimators, chosen, sizes, seeds, file);
    }

    /**
     * Changes the tasks.
     *
     * @param ids of tasks that come with the toolkit
     * @return the changed benchmark
     * @throws IllegalArgumentException if there is no task of an id
     */
    public EstimatorBenchmark tasks(String... ids) {
        return tasks(Arrays.stream(ids).map(Tasks::get).toList());
    }

    /**
     * Changes the sample sizes.
     *
     * @param rows at least one number
     * @return the changed benchmark
     */
    public EstimatorBenchmark sizes(int... rows) {
        return new EstimatorBenchmark(
                estimators, tasks, Arrays.stream(rows).boxed().toList(), seeds, file);
    }

    /**
     * Changes the seeds.
     *
     * @param chosen at least one
     * @return the changed benchmark
     */
    public EstimatorBenchmark seeds(long... chosen) {
        return new EstimatorBenchmark(
                estimators, tasks, sizes, Arrays.stream(chosen).boxed().toList(), file);
    }

    /**
     * Keeps every finished cell in a file, one JSON object a line, and takes over those that are there already. An estimator of yours
     * is known by its name and a fingerprint of its code and of the values that it has captured, as far as these can be had ({@link
     * org.mipp.run.ledger.CodeFingerprint}); one that says a {@link MiEstimator#key} of its own, by that.
     *
     * @param path the file; made if it is not there. Give each benchmark its own, and only one run at a time
     * @return the changed benchmark
     */
    public EstimatorBenchmark resumeFrom(Path path) {
        return new EstimatorBenchmark(estimators, tasks, sizes, seeds, Optional.of(path));
    }

    /**
     * Runs what is not in the file yet.
     *
     * @return all cells
     * @throws IllegalArgumentException if the file is not a benchmark's or has cells that this benchmark would not make
     * @throws CancellationException if the thread is interrupted; finished cells are in the file
     */
    public BenchmarkResult run() {
        if (file.isEmpty()) {
            return run(Map.of(), cell -> {});
        }
        try (BenchmarkLedger open = BenchmarkLedger.open(file.get(), this)) {
            return run(open.known(), open::append);
        }
    }

    /**
     * Runs what is not in the file yet, by several workers: every sample is a piece of work.
     *
     * @param workers who runs
     * @return all cells, in the same order; fails as {@link #run()} does
     */
    public BenchmarkResult runOn(Workers workers) {
        if (file.isEmpty()) {
            return SharedBenchmark.run(this, workers, Map.of(), cell -> {});
        }
        try (BenchmarkLedger open = BenchmarkLedger.open(file.get(), this)) {
            return SharedBenchmark.run(this, workers, open.known(), open::append);
        }
    }

    private BenchmarkResult run(Map<BenchmarkCell.Place, BenchmarkCell> known, Consumer<BenchmarkCell> keep) {
        List<BenchmarkCell> cells = new ArrayList<>();
        long total = (long) estimators.size() * tasks.size() * sizes.size() * seeds.size();
        try (Progress progress = Progress.of("Benchmark", total)) {
            for (MiTask task : tasks) {
                for (int size : sizes) {
                    for (long seed : seeds) {
                        BenchmarkSample draw = new BenchmarkSample(task, size, seed);
                        estimators.forEach((name, estimator) -> {
                            BenchmarkCell cell = known.get(new BenchmarkCell.Place(task.id(), name, size, seed));
                            if (cell == null) {
                                cell = draw.estimate(name, estimator);
                                keep.accept(cell);
                            }
                            cells.add(cell);
                            progress.advance(1, task.id() + ", " + name);
                        });
                    }
                }
            }
        }
        return new BenchmarkResult(cells);
    }
}
