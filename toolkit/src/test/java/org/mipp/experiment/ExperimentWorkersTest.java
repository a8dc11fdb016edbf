package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
        ExperimentResult byWorkers = experiment().resumeFrom(folder).run(noted, 3);
        ExperimentResult alone = experiment().run();
        assertEquals(List.of("experiment, 3"), tasks);
        assertEquals(4, byWorkers.runs().size(), "two seeds, by the method and from scratch");
        for (int i = 0; i < 4; i++) {
            assertEquals(alone.runs().get(i).kept(), byWorkers.runs().get(i).kept());
            assertEquals(alone.runs().get(i).treated(), byWorkers.runs().get(i).treated());
            assertEquals(alone.runs().get(i).seed(), byWorkers.runs().get(i).seed());
        }
    }

    @Test
    void workersNeedAFolderThatAllSee(@TempDir Path folder) {
        assertEquals(
                "run: expected a folder that all workers see, got none: resumeFrom(folder)",
                assertThrows(IllegalArgumentException.class, () -> experiment().run(Workers.oneByOne(), 2))
                        .getMessage());
        assertEquals(
                "workers: expected a whole number of at least 1, got 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> experiment().resumeFrom(folder).run(Workers.oneByOne(), 0))
                        .getMessage());
    }
}
