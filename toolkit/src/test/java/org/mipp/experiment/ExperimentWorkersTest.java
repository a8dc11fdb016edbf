package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.Networks;
import org.mipp.data.Dataset;
import org.mipp.run.progress.Workers;
import org.mipp.training.TrainingPlan;

/** An experiment whose runs are handed to workers. */
class ExperimentWorkersTest {

    private static final Dataset DIGITS = Examples.digits().first(200, 100);
    private static final TrainingPlan SHORT = TrainingPlan.epochs(1).batchSize(50);

    private static Experiment experiment() {
        return Experiment.of(Networks.mlp(DIGITS, 8), DIGITS)
                .methods(Methods.l1Norm())
                .budgets(Budgets.keep(0.5))
                .seeds(2)
                .training(SHORT)
                .retraining(SHORT)
                .images(100);
    }

    @Test
    void whoeverDoesTheRunsTheyAreTheSame(@TempDir Path folder) {
        List<String> tasks = new ArrayList<>();
        Workers noted = new Workers() {
            @Override
            public <T> List<T> all(String task, List<? extends Callable<T>> pieces) {
                tasks.add(task + ", " + pieces.size());
                return Workers.oneByOne().all(task, pieces);
            }
        };
        ExperimentResult byWorkers = experiment().resumeFrom(folder).runOn(noted);
        ExperimentResult alone = experiment().run();
        assertEquals(List.of("training whole networks, 2", "experiment, 4"), tasks);
        assertEquals(4, byWorkers.runs().size(), "two seeds, by the method and from scratch");
        for (int i = 0; i < 4; i++) {
            assertEquals(alone.runs().get(i).kept(), byWorkers.runs().get(i).kept());
            assertEquals(alone.runs().get(i).treated(), byWorkers.runs().get(i).treated());
            assertEquals(alone.runs().get(i).seed(), byWorkers.runs().get(i).seed());
        }
    }

    @Test
    void whatIsKeptIsNotMadeAgain(@TempDir Path folder) {
        experiment().seeds(1).resumeFrom(folder).run();
        List<String> tasks = new ArrayList<>();
        Workers noted = new Workers() {
            @Override
            public <T> List<T> all(String task, List<? extends Callable<T>> pieces) {
                tasks.add(task + ", " + pieces.size());
                return Workers.oneByOne().all(task, pieces);
            }
        };
        assertEquals(4, experiment().resumeFrom(folder).runOn(noted).runs().size());
        assertEquals(List.of("training whole networks, 1", "experiment, 2"), tasks, "of the second seed");
        tasks.clear();
        experiment().resumeFrom(folder).runOn(noted);
        assertEquals(List.of(), tasks);
    }

    @Test
    void twoProcessesDoNotHandOutTheSameRuns(@TempDir Path folder) throws IOException {
        RunFolder other = new RunFolder(folder, RunKeys.of(experiment().resumeFrom(folder)));
        RunFolder.Lock lock = other.lock("seed 0 whole").orElseThrow();
        assertEquals(
                "experiment: expected a folder that no other process works in, got one where another is at seed 0 whole; wait for"
                        + " it, or choose another folder",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> experiment().resumeFrom(folder).runOn(Workers.oneByOne()))
                        .getMessage());
        lock.close();
    }
}
