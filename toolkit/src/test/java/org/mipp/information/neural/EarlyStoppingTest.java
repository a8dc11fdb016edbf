package org.mipp.information.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.mipp.information.task.Sample;
import org.mipp.information.task.Tasks;
import org.mipp.run.progress.Progress;

/** The training loop with a learner of one weight that always walks up, past the best value at 1. */
class EarlyStoppingTest {

    private record Walker(NDArray weight) implements TrainableModel {

        @Override
        public NDArray gradient(int[] rows, NDManager scope) {
            return scope.create(new float[] {-1});
        }

        @Override
        public double value(int from, int to) {
            double w = weight.getFloat(0);
            return -(w - 1) * (w - 1);
        }
    }

    private static EarlyStopping loop(NeuralOptions options, Progress progress) {
        Sample sample = Tasks.get("1v1-normal-0.75").sample(60, 0);
        SplittableRandom random = new SplittableRandom(0);
        return new EarlyStopping(options, SplitSamples.of(sample.x(), sample.y(), options, random), random, progress);
    }

    @Test
    void trainingThatLeadsNowhereIsRejected() {
        try (NDManager manager = NDManager.newBaseManager();
                Progress progress = Progress.of("walking", 9)) {
            EarlyStopping loop = loop(NeuralOptions.DEFAULT.withSteps(9, 3, 9), progress);
            assertEquals(
                    "training: expected a finite value on the validation samples, got none in 3 looks; lower the learning"
                            + " rate",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> loop.run(new float[] {Float.NaN}, manager, Walker::new))
                            .getMessage());
        }
    }

    @Test
    void theWeightsOfTheBestLookAreReturnedAndPatienceEndsTheTraining() {
        NeuralOptions options =
                NeuralOptions.DEFAULT.withLearning(0.1, 0).withBatchSize(8).withSteps(1000, 1, 5);
        try (NDManager manager = NDManager.newBaseManager();
                Progress progress = Progress.of("walking", options.steps())) {
            EarlyStopping loop = loop(options, progress);
            TrainableModel best = loop.run(new float[1], manager, Walker::new);
            double highest = loop.curve().stream()
                    .mapToDouble(NeuralEstimate.Point::validation)
                    .max()
                    .orElseThrow();
            assertEquals(highest, best.value(0, 1));
            assertEquals(0, highest, 0.01);
            assertEquals(loop.bestStep() + 5, loop.curve().size());
            assertTrue(loop.warnings().isEmpty());
        }
    }
}
