package org.mipp.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mipp.Examples;
import org.mipp.data.Dataset;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.zoo.LeNet5;
import org.mipp.run.Progress;

class TrainingTest {

    private static final Dataset DIGITS = Examples.digits();
    private static final Network LENET = Initialisation.of(LeNet5.architecture(), 3);

    @AfterEach
    void showNoProgress() {
        Progress.showNothing();
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
        Progress.showOn(state -> {
            if (states.incrementAndGet() == 1) {
                Thread.currentThread().interrupt();
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
    void latencyIsMeasured() {
        assertTrue(Latency.millisecondsPerThousandImages(LENET) > 0);
    }

    @Test
    void refusesImagesThatDoNotFit() {
        Dataset noise = new Dataset("noise", Examples.noise(20, 1), Examples.noise(10, 2));
        TrainingPlan plan = TrainingPlan.epochs(1);
        String message = assertThrows(IllegalArgumentException.class, () -> Training.train(LENET, noise, plan))
                .getMessage();
        assertEquals("LeNet5: expected images of shape (1, 28, 28), got (1, 3, 4)", message);
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
