package org.mipp.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mipp.Examples;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.LeNet5;
import org.mipp.run.progress.Progress;
import org.mipp.training.judge.Evaluation;
import org.mipp.training.judge.Latency;

class TrainingTest {

    private static final Dataset DIGITS = Examples.digits();
    private static final Network LENET = Initialisation.of(LeNet5.architecture(), 3);

    @AfterEach
    void showNoProgress() {
        Progress.showOn(Progress.NOTHING);
        assertFalse(Thread.interrupted());
    }

    @Test
    void learnsToReadDigits() {
        TrainedNetwork trained = Examples.lenet();
        assertTrue(trained.test().accuracy() > 0.9, trained.toString());
        assertTrue(trained.curve().get(0).loss() > 1, "the first loss is that of guessing, ln 10 = 2.3, or a bit less");
        assertTrue(trained.curve().get(trained.curve().size() - 1).loss() < 0.3);
        assertEquals(3, trained.curve().get(trained.curve().size() - 1).epoch());
    }

    @Test
    void theLastPointOfTheCurveIsNotOfAFewBatchesAlone() {
        TrainingPlan plan = TrainingPlan.epochs(2).images(620).batchSize(10); // 62 batches, 20 points of 3 and 2 left
        List<CurvePoint> curve = Training.train(LENET, DIGITS, plan).curve();
        assertEquals(2 * 20, curve.size());
        assertEquals(57 / 62.0, curve.get(18).epoch(), 1e-12);
        assertEquals(1, curve.get(19).epoch());
        assertEquals(2, curve.get(39).epoch());
    }

    @Test
    void theSameSeedGivesTheSameNetwork() {
        TrainingPlan plan = TrainingPlan.epochs(1).images(640).seed(7);
        TrainedNetwork first = Training.train(LENET, DIGITS, plan);
        assertEquals(first.network(), Training.train(LENET, DIGITS, plan).network());
        assertFalse(first.network()
                .equals(Training.train(LENET, DIGITS, plan.seed(8)).network()));
    }

    @Test
    void leavesTheStartAsItWas() {
        Network copy = LENET.withWeights(LENET.weights());
        Training.train(LENET, DIGITS, TrainingPlan.epochs(1).images(256));
        assertEquals(copy, LENET);
    }

    @Test
    void anInterruptStopsWithinOneBatchAndTheNextCallWorks() {
        TrainingPlan plan = TrainingPlan.epochs(50);
        AtomicInteger states = new AtomicInteger();
        Thread working = Thread.currentThread();
        Progress.showOn(state -> {
            if (states.incrementAndGet() == 1) {
                working.interrupt();
            }
        });
        String message = assertThrows(CancellationException.class, () -> Training.train(LENET, DIGITS, plan))
                .getMessage();
        assertTrue(message.matches("training LeNet5 was interrupted after \\d+ of 3150;.*"), message);
        assertTrue(Training.train(LENET, DIGITS, TrainingPlan.epochs(1).images(256))
                        .test()
                        .accuracy()
                > 0);
    }

    @Test
    void runningStatisticsTakeATenthOfEveryBatch() {
        Images images = DIGITS.train().first(100);
        Network start = Initialisation.of(
                new ArchitectureBuilder("normal", new Shape(1, 28, 28))
                        .then("bn", new BatchNorm(1))
                        .then("flat", new Flatten())
                        .then("fc", new FullyConnected(784, 10))
                        .build(),
                1);
        Network trained = Training.train(
                        start, DIGITS, TrainingPlan.epochs(1).images(100).batchSize(100))
                .network();
        double sum = 0;
        double squares = 0;
        int n = images.pixels().remaining();
        for (int i = 0; i < n; i++) {
            double value = (images.pixels().get(i) & 255) / 255.0;
            sum += value;
            squares += value * value;
        }
        double variance = (squares - sum * sum / n) / (n - 1);
        assertEquals(0.1 * sum / n, trained.weight("bn.running_mean").toArray()[0], 1e-6);
        assertEquals(0.9 + 0.1 * variance, trained.weight("bn.running_var").toArray()[0], 1e-6);
        assertEquals(1e-3, Math.abs(trained.weight("bn.weight").toArray()[0] - 1), 1e-5, "Adam's first step");
    }

    @Test
    void aNetworkWithBatchNormDoesAsWellInEvaluationAsInTraining() {
        Network start =
                Initialisation.of(CifarResNet.of(new Shape(1, 28, 28), 4, 1, CifarResNet.Shortcut.ZEROS, 10), 2);
        TrainingPlan plan = TrainingPlan.epochs(2).images(4000).batchSize(50).learningRate(3e-3);
        TrainedNetwork fast = Training.train(start, DIGITS, plan);
        TrainedNetwork settled = Training.train(
                fast, DIGITS, TrainingPlan.epochs(1).images(4000).batchSize(50).learningRate(1e-5));
        double training = settled.curve().stream()
                .mapToDouble(CurvePoint::accuracy)
                .average()
                .orElseThrow();
        double evaluation =
                Evaluation.of(settled.network(), DIGITS.train().first(4000)).accuracy();
        assertTrue(training > 0.85, "with the statistics of each batch: " + training);
        assertEquals(training, evaluation, 0.02, "with the running statistics");
    }

    @Test
    void anEvaluatedNetworkKnowsItsData() {
        EvaluatedNetwork evaluated = EvaluatedNetwork.of(LENET, DIGITS);
        assertEquals(Evaluation.of(LENET, DIGITS.test()), evaluated.test());
        assertEquals(DIGITS, evaluated.data().orElseThrow());
        assertEquals("LeNet5", evaluated.label());
        assertTrue(
                evaluated.toString().matches("LeNet5 on MNIST: test accuracy \\d+\\.\\d\\d %, 61,706 parameters"),
                evaluated.toString());
    }

    @Test
    void anEvaluationCountsTheLargestLogits() {
        Network network = Examples.lenet().network();
        float[] logits = Examples.logits(network, DIGITS.test());
        int correct = 0;
        double loss = 0;
        for (int i = 0; i < DIGITS.test().size(); i++) {
            int best = 0;
            double sum = 0;
            for (int k = 0; k < 10; k++) {
                best = logits[10 * i + k] > logits[10 * i + best] ? k : best;
                sum += Math.exp(logits[10 * i + k]);
            }
            correct += best == DIGITS.test().label(i) ? 1 : 0;
            loss += Math.log(sum) - logits[10 * i + DIGITS.test().label(i)];
        }
        Evaluation evaluation = Evaluation.of(network, DIGITS.test());
        assertEquals(correct / 2000.0, evaluation.accuracy());
        assertEquals(loss / 2000, evaluation.loss(), 1e-4);
    }

    @Test
    void aLossThatIsNotFiniteIsSaid() {
        Dataset few = DIGITS.first(256, 50);
        TrainingPlan plan = TrainingPlan.epochs(1).batchSize(32);
        TrainedNetwork diverged = Training.train(LENET, few, plan.learningRate(1e30));
        assertTrue(diverged.diverged());
        assertFalse(diverged.test().judged());
        assertTrue(Double.isNaN(diverged.test().accuracy()), "no number where there is none");
        assertTrue(diverged.toString().contains(": test accuracy none, its outputs are not finite, "), "" + diverged);
        assertTrue(
                diverged.toString().endsWith("Note: the loss is not finite; take a lower learning rate"),
                "" + diverged);
        TrainedNetwork sound = Training.train(LENET, few, plan);
        assertFalse(sound.diverged());
        assertFalse(sound.toString().contains("Note"), "" + sound);
    }

    @Test
    void latencyIsMeasured() {
        assertTrue(Latency.millisecondsPerThousandImages(LENET) > 0);
    }

    @Test
    void refusesImagesThatDoNotFit() {
        Dataset noise = new Dataset("noise", Examples.noise(20, 1), Examples.noise(10, 2));
        TrainingPlan plan = TrainingPlan.epochs(1);
        String message = assertThrows(IllegalArgumentException.class, () -> Training.train(LENET, noise, plan))
                .getMessage();
        assertEquals(
                "LeNet5: expected images of shape (1, 28, 28), got (1, 3, 4)"
                        + "; resize the images, or choose a network for them, as in mlp(data, 64)",
                message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesALearningRateOutsideItsRange(double rate) {
        TrainingPlan plan = TrainingPlan.epochs(1);
        String message = assertThrows(IllegalArgumentException.class, () -> plan.learningRate(rate))
                .getMessage();
        assertEquals("learning rate: expected a finite number above 0, got " + rate, message);
    }

    @Test
    void refusesNoEpochsAndNoImages() {
        assertEquals(
                "epochs: expected a whole number of at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> TrainingPlan.epochs(0))
                        .getMessage());
        TrainingPlan plan = TrainingPlan.epochs(1);
        assertEquals(
                "training images: expected a whole number of at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> plan.images(0))
                        .getMessage());
        assertEquals(
                "batch size: expected a whole number of at least 1, got -2",
                assertThrows(IllegalArgumentException.class, () -> plan.batchSize(-2))
                        .getMessage());
    }
}
