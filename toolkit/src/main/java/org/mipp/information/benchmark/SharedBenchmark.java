package org.mipp.information.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.mipp.information.MiEstimator;
import org.mipp.information.benchmark.BenchmarkCell.Place;
import org.mipp.information.task.MiTask;
import org.mipp.run.progress.Workers;

/** An {@link EstimatorBenchmark} whose samples several workers take. */
final class SharedBenchmark {

    private SharedBenchmark() {}

    static BenchmarkResult run(
            EstimatorBenchmark benchmark,
            Workers workers,
            Map<Place, BenchmarkCell> known,
            Consumer<BenchmarkCell> keep) {
        List<Place> places = new ArrayList<>();
        List<SamplePiece> pieces = new ArrayList<>();
        for (MiTask task : benchmark.tasks()) {
            for (int size : benchmark.sizes()) {
                for (long seed : benchmark.seeds()) {
                    Map<String, MiEstimator> missing = new LinkedHashMap<>();
                    benchmark.estimators().forEach((name, estimator) -> {
                        Place place = new Place(task.id(), name, size, seed);
                        places.add(place);
                        if (!known.containsKey(place)) {
                            missing.put(name, estimator);
                        }
                    });
                    if (!missing.isEmpty()) {
                        pieces.add(SamplePiece.of(task, size, seed, missing));
                    }
                }
            }
        }
        Map<Place, BenchmarkCell> all = new HashMap<>(known);
        workers.<List<BenchmarkCell>>each("Benchmark", pieces, cells -> cells.forEach(keep))
                .forEach(cells -> cells.forEach(cell -> all.put(cell.place(), cell)));
        return new BenchmarkResult(places.stream()
                .map(place -> Objects.requireNonNull(all.get(place)))
                .toList());
    }
}
