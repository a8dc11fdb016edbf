package org.mipp.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.training.judge.Evaluation;

/** Derivatives against closed forms of logistic regression, against differences of losses, and against each other. */
class GradientsTest {

    /** Three images of two pixels, and the softmax of a linear map of them. */
    private static final double[][] X = {{1, 0.2}, {0.4, 0.6}, {0, 1}};

    private static final int[] LABELS = {0, 1, 1};
    private static final Images IMAGES = ImageArrays.of(
            "three", 1, 1, 2, 2, new byte[] {(byte) 255, 51, 102, (byte) 153, 0, (byte) 255}, new byte[] {0, 1, 1});
    private static final float[] W = {0.5f, -1, 0.25f, 2};
    private static final Network LOGISTIC = new Network(
            new ArchitectureBuilder("logistic", new Shape(1, 1, 2))
                    .then("flat", new Flatten())
                    .then("last", new FullyConnected(2, 2, false))
                    .build(),
            Map.of("last.weight", Tensor.of(new Shape(2, 2), W)));

    private static double[] probabilities(int image, double temperature) {
        double[] p = new double[2];
        for (int c = 0; c < 2; c++) {
            p[c] = Math.exp((W[2 * c] * X[image][0] + W[2 * c + 1] * X[image][1]) / temperature);
        }
        double sum = p[0] + p[1];
        return new double[] {p[0] / sum, p[1] / sum};
    }

    /** For image x of label y: (p - e_y) x' / T. */
    private static double[] gradient(int image, double temperature) {
        double[] p = probabilities(image, temperature);
        double[] gradient = new double[4];
        for (int i = 0; i < 4; i++) {
            gradient[i] = (p[i / 2] - (LABELS[image] == i / 2 ? 1 : 0)) * X[image][i % 2] / temperature;
        }
        return gradient;
    }

    private static double[] mean(double[]... vectors) {
        return IntStream.range(0, vectors[0].length)
                .mapToDouble(i -> List.of(vectors).stream()
                        .mapToDouble(v -> v[i])
                        .average()
                        .orElseThrow())
                .toArray();
    }

    @Test
    void theGradientOfLogisticRegressionIsTheClosedForm() {
        for (double temperature : new double[] {1, 3}) {
            assertArrayEquals(
                    mean(gradient(0, temperature), gradient(1, temperature), gradient(2, temperature)),
                    new Gradients(LOGISTIC, IMAGES, temperature).mean().get("last.weight"),
                    1e-6);
        }
    }

    @Test
    void batchesAreHandedOverOneByOneTheLastBeingSmaller() {
        List<double[]> batches = new ArrayList<>();
        Gradients.of(LOGISTIC, IMAGES).perBatch(2, gradient -> batches.add(gradient.get("last.weight")));
        assertEquals(2, batches.size());
        assertArrayEquals(mean(gradient(0, 1), gradient(1, 1)), batches.get(0), 1e-6);
        assertArrayEquals(gradient(2, 1), batches.get(1), 1e-6);
    }

    @Test
    void theMeanOverSeveralBatchesIsThatOfAllImages() {
        Network network = Examples.perceptron(1, 6, 2);
        Images images = Examples.noise(230, 1); // batches of 100, 100 and 30
        double[] sum = new double[6];
        for (int i = 0; i < 230; i++) {
            int image = i;
            Gradients.of(network, one(images, image)).mean().forEach((name, values) -> {
                for (int k = 0; name.equals("a.bias") && k < 6; k++) {
                    sum[k] += values[k] / 230;
                }
            });
        }
        assertArrayEquals(sum, Gradients.of(network, images).mean().get("a.bias"), 1e-6);
    }

    private static Images one(Images images, int index) {
        byte[] pixels = new byte[12];
        images.pixels().get(12 * index, pixels);
        return ImageArrays.of("one", 1, 3, 4, 2, pixels, new byte[] {(byte) images.label(index)});
    }

    /** For image x: (diag(p) - p p') x x' / T^2. */
    @Test
    void theHessianOfLogisticRegressionIsTheClosedForm() {
        double[] v = {0.3, -2, 1, 0.7};
        for (double temperature : new double[] {1, 3}) {
            double[][] products = new double[3][4];
            for (int image = 0; image < 3; image++) {
                double[] p = probabilities(image, temperature);
                for (int i = 0; i < 4; i++) {
                    for (int j = 0; j < 4; j++) {
                        double curvature = (i / 2 == j / 2 ? p[i / 2] : 0) - p[i / 2] * p[j / 2];
                        products[image][i] +=
                                curvature * X[image][i % 2] * X[image][j % 2] * v[j] / (temperature * temperature);
                    }
                }
            }
            assertArrayEquals(
                    mean(products),
                    new Gradients(LOGISTIC, IMAGES, temperature)
                            .hessianTimes(Map.of("last.weight", v))
                            .get("last.weight"),
                    1e-6);
        }
    }

    @Test
    void theStepOfTheDifferencesDoesNotMatter() {
        Gradients gradients = Gradients.of(
                Examples.lenet().network(), Examples.digits().train().first(100));
        Map<String, double[]> vector = gradients.mean();
        Map<String, double[]> one = gradients.hessianTimes(vector);
        Map<String, double[]> other = gradients.hessianTimes(vector, 1e-9);
        one.forEach((name, values) -> {
            double largest = IntStream.range(0, values.length)
                    .mapToDouble(i -> Math.abs(values[i]))
                    .max()
                    .orElseThrow();
            assertTrue(largest > 0, name);
            assertArrayEquals(values, other.get(name), 1e-4 * largest, name);
        });
    }

    @Test
    void theHessianIsSymmetricOnANetworkWithBatchNormAndAdditions() {
        Network network = GraphExamples.builtWithDjl(1);
        Gradients gradients = Gradients.of(network, GraphExamples.noise(6, 1));
        Map<String, double[]> u = random(network, 1);
        Map<String, double[]> v = random(network, 2);
        double uhv = dot(u, gradients.hessianTimes(v));
        double vhu = dot(v, gradients.hessianTimes(u));
        assertEquals(uhv, vhu, 1e-4 * Math.abs(uhv));
    }

    @Test
    void theHessianTimesNothingIsNothing() {
        Network network = Examples.perceptron(1, 3, 2);
        Map<String, double[]> zero = random(network, 1);
        zero.replaceAll((name, values) -> new double[values.length]);
        Gradients.of(network, Examples.noise(5, 1))
                .hessianTimes(zero)
                .forEach((name, values) -> assertArrayEquals(new double[values.length], values, name));
    }

    private static Map<String, double[]> random(Network network, long seed) {
        Random random = new Random(seed);
        Map<String, double[]> vector = new LinkedHashMap<>();
        network.architecture()
                .parameters()
                .forEach((name, shape) -> vector.put(
                        name, random.doubles(shape.size()).map(x -> x - 0.5).toArray()));
        return vector;
    }

    private static double dot(Map<String, double[]> a, Map<String, double[]> b) {
        return a.keySet().stream()
                .mapToDouble(name -> IntStream.range(0, a.get(name).length)
                        .mapToDouble(i -> a.get(name)[i] * b.get(name)[i])
                        .sum())
                .sum();
    }

    /** In evaluation mode the slope of a batch norm is its scale over the running deviation, whatever the batch. */
    @Test
    void batchNormUsesItsRunningStatistics() {
        Network network = GraphExamples.everythingElse(2);
        Images images = GraphExamples.noise(7, 1);
        double step = 1e-2;
        for (String name : List.of("norm.weight", "normal.bias", "first.weight")) {
            float[] values = network.weight(name).toArray();
            double rise = (Evaluation.of(Examples.with(network, name, 0, values[0] + (float) step), images)
                                    .loss()
                            - Evaluation.of(Examples.with(network, name, 0, values[0] - (float) step), images)
                                    .loss())
                    / (2 * step);
            assertEquals(rise, Gradients.of(network, images).mean().get(name)[0], 2e-3, name);
        }
    }

    @Test
    void theLogitSumNeedsNoImages() {
        assertArrayEquals(
                new double[] {1, 1, 1, 1}, Gradients.ofLogitSum(LOGISTIC).get("last.weight"), 1e-12);
    }

    @Test
    void theNetworkStaysAsItIsAndTheSecondCallSaysTheSame() {
        Gradients gradients = Gradients.of(LOGISTIC, IMAGES);
        double[] once = gradients.mean().get("last.weight");
        gradients.hessianTimes(Map.of("last.weight", once));
        assertArrayEquals(once, gradients.mean().get("last.weight"));
        assertArrayEquals(W, LOGISTIC.weight("last.weight").toArray());
    }

    @Test
    void twoThreadsThatTrainAndDifferentiateWaitForEachOther() throws InterruptedException, ExecutionException {
        Network network = Examples.perceptron(1, 6, 2);
        Images images = Examples.noise(200, 1);
        double[] expected = Gradients.of(network, images).mean().get("a.weight");
        var data = new org.mipp.data.Dataset("noise", images, images);
        Network trained = Training.train(network, data, TrainingPlan.epochs(3)).network();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<double[]>> derivatives = new ArrayList<>();
            List<Future<Network>> trainings = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                derivatives.add(threads.submit(
                        () -> Gradients.of(network, images).mean().get("a.weight")));
                trainings.add(threads.submit(() ->
                        Training.train(network, data, TrainingPlan.epochs(3)).network()));
            }
            for (int i = 0; i < 10; i++) {
                // the last digits depend on how many threads the engine gives each caller; mixed gradients are off by
                // far more
                assertArrayEquals(expected, derivatives.get(i).get(), 1e-7);
                assertArrayEquals(
                        trained.weight("a.weight").toArray(),
                        trainings.get(i).get().weight("a.weight").toArray(),
                        1e-5f);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void anInterruptStopsIt() {
        Gradients gradients = Gradients.of(LOGISTIC, IMAGES);
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, gradients::mean);
        gradients.mean();
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertEquals(
                "temperature: expected a finite number above 0, got 0.0",
                refusal(() -> new Gradients(LOGISTIC, IMAGES, 0)));
        assertEquals(
                "images per batch: expected a whole number of at least 1, got 0",
                refusal(() -> Gradients.of(LOGISTIC, IMAGES).perBatch(0, gradient -> {})));
        assertEquals(
                "vector: expected one array for each parameter of logistic, as long as it, got those of [last.weight]",
                refusal(() -> Gradients.of(LOGISTIC, IMAGES).hessianTimes(Map.of("last.weight", new double[3]))));
        assertTrue(refusal(() -> Gradients.of(LOGISTIC, IMAGES.withoutLabels()).mean())
                .startsWith("labels: expected labelled images, got"));
        Network diverged = Examples.with(LOGISTIC, "last.weight", 0, Float.NaN);
        assertEquals(
                "weights of logistic: expected finite numbers, got NaN in last.weight (1 of "
                        + diverged.weight("last.weight").shape().size()
                        + " values, the first at index 0); look for diverged weights: train it anew with a lower learning"
                        + " rate, or load other weights",
                refusal(() -> Gradients.of(diverged, IMAGES).mean()));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }

    @Test
    void readingAGradientLeavesNothingOnTheDevice() {
        try (LiveNetwork live = LiveNetwork.learning(LOGISTIC, DataType.FLOAT32)) {
            int before = live.manager().getManagedArrays().size();
            Gradients.read(live);
            assertEquals(before, live.manager().getManagedArrays().size());
        }
    }
}
