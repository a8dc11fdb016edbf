package org.mipp.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.data.Dataset;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.engine.GradientLock;
import org.mipp.network.operation.Dropout;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.run.progress.Progress;

class TrainingPartTest {

    private static final Dataset NOISE = new Dataset("noise", coloured(40, 1), coloured(10, 2));
    private static final Network PERCEPTRON = Examples.perceptron(1, 6, 5, 2);
    private static final TrainingPlan PLAN =
            TrainingPlan.epochs(3).batchSize(8).learningRate(0.1).sgd(0, 0);

    private static final TrainingPlan LONG =
            TrainingPlan.epochs(20).batchSize(8).learningRate(0.1).sgd(0.5, 0);

    /** Random images of two classes. */
    private static Images coloured(int count, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[12 * count];
        random.nextBytes(pixels);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) random.nextInt(2);
        }
        return ImageArrays.of("noise", 1, 3, 4, 2, pixels, labels);
    }

    private static Network whole(TrainingPlan plan) {
        return Training.part(PERCEPTRON, NOISE, plan, 0, plan.steps(NOISE), StepHook.NONE);
    }

    @Test
    void theStepsOfAPlanAreThoseOfItsTraining() {
        assertEquals(15, PLAN.steps(NOISE));
        assertEquals(12, PLAN.images(30).steps(NOISE));
        assertEquals(Training.train(PERCEPTRON, NOISE, PLAN).network(), whole(PLAN));
    }

    @Test
    void twoPartsByPlainDescentAreTheWhole() {
        TrainingPlan plan = PLAN.dropping(0.5);
        for (int middle : new int[] {0, 1, 5, 7, 15}) {
            Network first = Training.part(PERCEPTRON, NOISE, plan, 0, middle, StepHook.NONE);
            assertEquals(whole(plan), Training.part(first, NOISE, plan, middle, 15, StepHook.NONE), "at " + middle);
        }
    }

    @Test
    void stochasticDescentIsWhatItsFormulaSays() {
        Network linear = Initialisation.of(
                new ArchitectureBuilder("linear", new Shape(1, 3, 4))
                        .then("flat", new Flatten())
                        .then("fc", new FullyConnected(12, 2))
                        .build(),
                4);
        Images images = NOISE.train();
        TrainingPlan plan = TrainingPlan.epochs(6)
                .batchSize(40)
                .learningRate(0.5)
                .sgd(0.9, 0.01)
                .dropping(0.5, 0.8);
        double[] rates = {0.5, 0.5, 0.5, 0.05, 0.05, 0.005};
        double[] weights = new double[26]; // 2 x 12 weights, 2 biases
        float[] matrix = linear.weight("fc.weight").toArray();
        float[] bias = linear.weight("fc.bias").toArray();
        for (int i = 0; i < 26; i++) {
            weights[i] = i < 24 ? matrix[i] : bias[i - 24];
        }
        double[] velocity = new double[26];
        for (double rate : rates) {
            double[] gradient = gradient(weights, images);
            for (int i = 0; i < 26; i++) {
                velocity[i] = 0.9 * velocity[i] + rate * (gradient[i] + 0.01 * weights[i]);
                weights[i] -= velocity[i];
            }
        }
        Network trained = Training.train(linear, NOISE, plan).network();
        for (int i = 0; i < 26; i++) {
            float got = i < 24
                    ? trained.weight("fc.weight").toArray()[i]
                    : trained.weight("fc.bias").toArray()[i - 24];
            assertEquals(weights[i], got, 1e-5);
        }
    }

    /** The gradient of the mean cross-entropy of a linear classifier, by its formula. */
    private static double[] gradient(double[] weights, Images images) {
        double[] gradient = new double[26];
        for (int n = 0; n < images.size(); n++) {
            double[] x = new double[12];
            double[] logits = {weights[24], weights[25]};
            for (int j = 0; j < 12; j++) {
                x[j] = images.pixel(n, 0, j / 4, j % 4) / 255.0;
                logits[0] += weights[j] * x[j];
                logits[1] += weights[12 + j] * x[j];
            }
            double first = 1 / (1 + Math.exp(logits[1] - logits[0]));
            double[] error = {first, 1 - first};
            error[images.label(n)] -= 1;
            for (int k = 0; k < 2; k++) {
                for (int j = 0; j < 12; j++) {
                    gradient[12 * k + j] += error[k] * x[j] / images.size();
                }
                gradient[24 + k] += error[k] / images.size();
            }
        }
        return gradient;
    }

    @Test
    void aHookSeesEveryStepAndMayAddToGradientsAndSetWeights() {
        List<Long> numbers = new ArrayList<>();
        Tensor term = Tensor.of(new Shape(2), 1, -2);
        Network plain = Training.part(PERCEPTRON, NOISE, PLAN, 4, 5, StepHook.NONE);
        Network hooked = Training.part(PERCEPTRON, NOISE, PLAN, 4, 5, new StepHook() {
            @Override
            public void gradientsKnown(TrainingStep step) {
                numbers.add(step.number());
                assertEquals(15, step.steps());
                assertEquals(PERCEPTRON.weight("c.bias"), step.weight("c.bias"));
                float[] before = step.gradient("c.bias").toArray();
                step.addToGradient("c.bias", term);
                float[] after = step.gradient("c.bias").toArray();
                assertArrayEquals(new float[] {before[0] + 1, before[1] - 2}, after, 1e-6f);
            }

            @Override
            public void weightsChanged(TrainingStep step) {
                step.setWeight("a.bias", Tensor.of(new Shape(6), 1, 2, 3, 4, 5, 6));
            }
        });
        assertEquals(List.of(4L), numbers);
        float[] expected = plain.weight("c.bias").toArray();
        assertArrayEquals(
                new float[] {expected[0] - 0.1f, expected[1] + 0.2f},
                hooked.weight("c.bias").toArray(),
                1e-6f);
        assertEquals(plain.weight("c.weight"), hooked.weight("c.weight"));
        assertArrayEquals(
                new float[] {1, 2, 3, 4, 5, 6}, hooked.weight("a.bias").toArray());
    }

    @Test
    void trainingsInTwoThreadsTakeTurnsAndComeOutAsAlone() throws Exception {
        Network withDropout = dropping();
        List<TrainingPlan> plans = List.of(LONG, LONG.seed(9));
        List<Network> alone =
                plans.stream().map(plan -> part(withDropout, plan)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Network>> together = plans.stream()
                    .map(plan -> threads.submit(() -> part(withDropout, plan)))
                    .toList();
            for (int i = 0; i < 2; i++) {
                assertEquals(alone.get(i), together.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertNotEquals(alone.get(0), alone.get(1));
    }

    private static Network part(Network start, TrainingPlan plan) {
        return Training.part(start, NOISE, plan, 0, plan.steps(NOISE), StepHook.NONE);
    }

    private static Network dropping() {
        return Initialisation.of(
                new ArchitectureBuilder("dropping", new Shape(1, 3, 4))
                        .then("flat", new Flatten())
                        .then("a", new FullyConnected(12, 20))
                        .then("dropped", new Dropout(0.5f))
                        .then("b", new FullyConnected(20, 2))
                        .build(),
                1);
    }

    @Test
    void dropoutFollowsTheSeed() {
        Network start = dropping();
        TrainingPlan oneStep =
                TrainingPlan.epochs(1).batchSize(40).learningRate(0.1).sgd(0, 0); // any order is the same
        assertEquals(part(start, oneStep), part(start, oneStep));
        Tensor first = part(start, oneStep).weight("b.weight");
        Tensor second = part(start, oneStep.seed(1)).weight("b.weight");
        assertTrue(Examples.distance(first.toArray(), second.toArray()) > 1e-6, "other nodes were dropped");
    }

    @Test
    void anInterruptEndsTheWaitForATurn() {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        CompletableFuture<Thread> waiting = new CompletableFuture<>();
        try (Progress progress = Progress.of("other", 1)) {
            GradientLock.take(progress, () -> {
                Future<Network> training = thread.submit(() -> {
                    waiting.complete(Thread.currentThread());
                    return whole(PLAN);
                });
                waiting.join().interrupt();
                Throwable cause =
                        assertThrows(ExecutionException.class, training::get).getCause();
                assertTrue(cause instanceof CancellationException, String.valueOf(cause));
                assertEquals(
                        "training perceptron was interrupted after 0 of 15; nothing that existed before was changed",
                        cause.getMessage());
            });
        } finally {
            thread.shutdownNow();
        }
        assertNotEquals(PERCEPTRON, whole(PLAN), "the next one gets its turn");
    }

    @Test
    void whatAnOptimiserRemembersIsFreedWithItsManager() {
        for (TrainingPlan plan : List.of(TrainingPlan.epochs(1), PLAN.sgd(0.9, 0))) {
            try (NDManager weights = NDManager.newBaseManager();
                    NDManager memory = NDManager.newBaseManager()) {
                NDArray weight = weights.ones(new Shape(3));
                Optimizer optimizer = DjlOptimiser.of(
                        plan, 0, 0, 10, new OptimiserMemory(memory, Map.of("weight", "weight"), Map.of()));
                optimizer.update("weight", weight, weights.ones(new Shape(3)));
                optimizer.update("weight", weight, weights.ones(new Shape(3)));
                int remembered = plan.optimiser() instanceof Optimiser.Adam ? 2 : 1;
                assertEquals(remembered, memory.getManagedArrays().size(), plan.toString());
            }
        }
    }

    @Test
    void aPlanSaysAllThatItDoes() {
        assertEquals(
                "2 epochs, Adam 0.001, batches of 128, seed 0",
                TrainingPlan.epochs(2).toString());
        assertEquals(
                "1 epoch over 50 images, SGD (momentum 0.9, weight decay 1.0E-4) 0.1, a tenth of it after each of"
                        + " [0.5, 0.75], batches of 64, seed 3",
                TrainingPlan.epochs(1)
                        .images(50)
                        .sgd(0.9, 1e-4)
                        .learningRate(0.1)
                        .dropping(0.5, 0.75)
                        .batchSize(64)
                        .seed(3)
                        .toString());
    }

    @Test
    void refusesWhatItCannotDo() {
        assertEquals(
                "part of a training: expected steps between 0 and the plan's 15, the first not after the last, got 3 to 16",
                message(() -> Training.part(PERCEPTRON, NOISE, PLAN, 3, 16, StepHook.NONE)));
        assertEquals("momentum: expected a number of at least 0 and below 1, got 1.0", message(() -> PLAN.sgd(1, 0)));
        assertEquals(
                "weight decay: expected a finite number of at least 0, got -1.0", message(() -> PLAN.sgd(0.9, -1)));
        assertEquals(
                "share of the steps after which the learning rate drops: expected a number between 0 and 1, both excluded,"
                        + " got 1.0",
                message(() -> PLAN.dropping(1)));
        assertEquals(
                "gradient of c.bias: expected a term of the shape (2), got (3)",
                message(() -> Training.part(PERCEPTRON, NOISE, PLAN, 0, 1, new StepHook() {
                    @Override
                    public void gradientsKnown(TrainingStep step) {
                        step.addToGradient("c.bias", Tensor.of(new Shape(3), 0, 0, 0));
                    }
                })));
    }

    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}
