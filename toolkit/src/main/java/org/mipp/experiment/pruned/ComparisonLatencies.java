package org.mipp.experiment.pruned;

import java.util.List;
import java.util.stream.IntStream;
import org.mipp.network.NetworkStage;
import org.mipp.run.progress.Progress;
import org.mipp.training.judge.Latency;
import org.mipp.training.judge.LatencyContest;

/** Measures the rows of a comparison in turn, on one image and on a batch. */
final class ComparisonLatencies {

    /** Images at once, where not one alone. */
    static final int BATCH = 100;

    private ComparisonLatencies() {}

    static Comparison measured(List<ComparedNetwork> rows) {
        List<NetworkStage> stages = rows.stream().map(ComparedNetwork::stage).toList();
        try (Progress progress = Progress.of("comparison, latencies", 2)) {
            List<Latency> alone = LatencyContest.of(stages, 1);
            progress.advance(1);
            List<Latency> together = LatencyContest.of(stages, BATCH);
            progress.advance(1);
            return new Comparison(IntStream.range(0, rows.size())
                    .mapToObj(i -> rows.get(i).timed(alone.get(i), together.get(i)))
                    .toList());
        }
    }
}
