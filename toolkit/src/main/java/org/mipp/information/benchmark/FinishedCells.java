package org.mipp.information.benchmark;

import static org.mipp.run.Checks.argument;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mipp.information.task.MiTask;

/** The cells that a file has already, each of which has to be one that the benchmark would make itself. */
final class FinishedCells {

    private FinishedCells() {}

    static Map<BenchmarkCell.Key, BenchmarkCell> of(
            EstimatorBenchmark benchmark, Path path, List<BenchmarkCell> cells) {
        Map<String, MiTask> byId = benchmark.tasks().stream().collect(Collectors.toMap(MiTask::id, task -> task));
        Map<BenchmarkCell.Key, BenchmarkCell> known = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            BenchmarkCell cell = cells.get(i);
            MiTask task = byId.get(cell.task());
            boolean ours = task != null
                    && task.dimX() == cell.dimX()
                    && task.dimY() == cell.dimY()
                    && Math.abs(task.mutualInformation() - cell.truth()) < 1e-9
                    && benchmark.estimators().containsKey(cell.estimator())
                    && benchmark.sizes().contains(cell.samples())
                    && benchmark.seeds().contains(cell.seed());
            argument(
                    ours,
                    "%s, line %d: expected a cell of this benchmark, got task %s (%d x %d, %s nats), estimator '%s',"
                            + " n = %d, seed %d; add them to the benchmark, or give it a file of its own",
                    path,
                    i + 2,
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
}
