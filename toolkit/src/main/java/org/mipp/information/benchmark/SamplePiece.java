package org.mipp.information.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mipp.information.MiEstimator;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Tasks;

/**
 * One sample for a worker, with the estimators that have not seen it yet.
 *
 * @param id of the task that it is drawn from
 * @param own the task; absent for one that comes with the toolkit, which every machine has
 * @param size rows
 * @param seed of the draw
 * @param estimators by name
 */
record SamplePiece(String id, Optional<MiTask> own, int size, long seed, Map<String, MiEstimator> estimators)
        implements Callable<List<BenchmarkCell>> {

    static SamplePiece of(MiTask task, int size, long seed, Map<String, MiEstimator> estimators) {
        return new SamplePiece(task.id(), ours(task) ? Optional.empty() : Optional.of(task), size, seed, estimators);
    }

    private static boolean ours(MiTask task) {
        return Tasks.all().stream()
                .anyMatch(one -> one.id().equals(task.id())
                        && one.name().equals(task.name())
                        && one.mutualInformation() == task.mutualInformation()
                        && one.sampler().getClass().equals(task.sampler().getClass()));
    }

    @Override
    public List<BenchmarkCell> call() {
        BenchmarkSample draw = new BenchmarkSample(own.orElseGet(() -> Tasks.get(id)), size, seed);
        List<BenchmarkCell> cells = new ArrayList<>();
        estimators.forEach((name, estimator) -> cells.add(draw.estimate(name, estimator)));
        return cells;
    }

    @Override
    public String toString() {
        return id + ", " + size + " rows, seed " + seed;
    }
}
