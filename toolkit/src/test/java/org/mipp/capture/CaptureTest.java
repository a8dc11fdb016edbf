package org.mipp.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.moments.LayerSample;
import org.mipp.capture.moments.Link;
import org.mipp.capture.moments.MapRows;
import org.mipp.data.Images;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Network;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.Convolution;

class CaptureTest {

    private static final Network PERCEPTRON = Examples.perceptron(1, 8, 5, 3);
    private static final Images NOISE = Examples.noise(700, 2);

    @Test
    void momentsOfAVectorLayerAreThoseOfItsActivationsAndTheNextLayersOutputs() {
        Activations captured = Capture.of(PERCEPTRON, NOISE, CaptureOptions.DEFAULT);
        SecondMoments moments = moments(captured, 0);
        SecondMoments expected;
        try (LiveNetwork live = LiveNetwork.open(PERCEPTRON)) {
            Map<String, NDArray> outputs =
                    live.outputs(LiveNetwork.toInput(live.upload(NOISE, live.manager())), Set.of("relu1", "b"));
            expected = SecondMoments.of(matrix(outputs.get("relu1")), matrix(outputs.get("b")));
        }
        assertEquals(700, moments.samples());
        assertEquals(700, moments.independentSamples());
        assertArrayEquals(expected.inputMean(), moments.inputMean(), 1e-6);
        assertArrayEquals(expected.targetMean(), moments.targetMean(), 1e-6);
        for (int i = 0; i < 13; i++) {
            for (int j = 0; j < 13; j++) {
                assertEquals(expected.covariance(i, j), moments.covariance(i, j), 1e-8);
            }
        }
    }

    @Test
    void thePartsMakeUpTheWhole() {
        Link layer = Capture.of(PERCEPTRON, NOISE, CaptureOptions.DEFAULT)
                .layers()
                .get(1)
                .links()
                .get(0);
        assertEquals(3, layer.parts().size(), "three batches of at most 250 images");
        SecondMoments merged =
                layer.parts().stream().reduce(SecondMoments::merge).orElseThrow();
        assertEquals(layer.moments().samples(), merged.samples());
        assertEquals(layer.moments().covariance(2, 6), merged.covariance(2, 6), 1e-12);
    }

    @Test
    void positionsOfAConvolutionDoNotCountAsIndependentSamples() {
        Activations captured = Capture.of(
                Examples.lenet(), Examples.digits().train().first(500), CaptureOptions.DEFAULT.convolutionRows(1000));
        assertEquals(1000, moments(captured, 0).samples());
        assertEquals(500, moments(captured, 0).independentSamples());
        assertEquals(500, moments(captured, 1).samples());
    }

    @Test
    void theGlimpseHasOneColumnPerNode() {
        Activations captured =
                Capture.of(Examples.lenet(), Examples.digits().train().first(300), CaptureOptions.DEFAULT);
        assertEquals(6, captured.layers().get(0).activations().columns());
        assertEquals(1000, captured.layers().get(0).activations().rows());
        assertEquals(84, captured.layers().get(3).activations().columns());
        assertEquals(300, captured.layers().get(3).activations().rows());
        assertTrue(captured.layers().get(0).links().get(0).sample().isEmpty());
    }

    @Test
    void aSampleOnRequestHoldsWhatTheNextMapSeesAndMakesOfIt() {
        Activations captured = Capture.of(
                Examples.lenet(), Examples.digits().train().first(300), CaptureOptions.DEFAULT.sampleRows(100));
        Network lenet = Examples.lenet().network();
        for (LayerActivations layer : captured.layers()) {
            Link link = layer.links().get(0);
            LayerSample sample = link.sample().orElseThrow();
            assertEquals(100, sample.inputs().rows());
            String consumer = link.reader().map();
            float[] weights = lenet.weight(consumer + ".weight").toArray();
            float[] bias = lenet.weight(consumer + ".bias").toArray();
            int columns = sample.inputs().columns();
            assertEquals(bias.length, sample.targets().columns());
            for (int node = 0; node < bias.length; node++) {
                double sum = bias[node];
                for (int j = 0; j < columns; j++) {
                    sum += weights[node * columns + j] * sample.inputs().get(99, j);
                }
                assertEquals(sum, sample.targets().get(99, node), 1e-4, consumer + ", node " + node);
            }
        }
    }

    @Test
    void theSameSeedCapturesTheSame() {
        Images images = Examples.digits().train().first(300);
        SecondMoments once = moments(Capture.of(Examples.lenet(), images, CaptureOptions.DEFAULT), 0);
        SecondMoments again = moments(Capture.of(Examples.lenet(), images, CaptureOptions.DEFAULT), 0);
        assertEquals(once.covariance(3, 155), again.covariance(3, 155));
    }

    @Test
    void aDeadNodeIsCounted() {
        Network dead = PERCEPTRON;
        for (int j = 0; j < 12; j++) {
            dead = Examples.with(dead, "a.weight", 3 * 12 + j, 0);
        }
        dead = Examples.with(dead, "a.bias", 3, -1);
        assertEquals(
                1,
                Capture.of(dead, NOISE, CaptureOptions.DEFAULT).layers().get(0).dead());
    }

    /** What a convolution sees, times its weights, plus its bias, is what it makes: with stride, padding and channels. */
    @Test
    void patchesTimesWeightsAreTheConvolutionsOutputs() {
        Convolution convolution = new Convolution(2, 4, 3, 2, 1, true);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray input = manager.randomNormal(new Shape(3, 2, 7, 6));
            NDArray weights = manager.randomNormal(new Shape(4, 2, 3, 3));
            NDArray bias = manager.randomNormal(new Shape(4));
            NDArray output = ai.djl.nn.convolutional.Conv2d.conv2d(
                            input, weights, bias, new Shape(2, 2), new Shape(1, 1), new Shape(1, 1))
                    .singletonOrThrow();
            for (int wanted : new int[] {1, 5, 1000}) {
                MapRows rows = MapRows.choose(
                        convolution, new Shape(2, 7, 6), 3, wanted, image -> new SplittableRandom(image));
                NDArray x = rows.inputs(input);
                NDArray y = rows.outputs(output);
                int positions = Math.min(wanted, 4 * 3);
                assertEquals(new Shape(3L * positions, 18), x.getShape());
                NDArray expected = x.matMul(weights.reshape(4, 18).transpose()).add(bias);
                assertEquals(0, expected.sub(y).abs().max().getFloat(), 1e-5);
            }
        }
    }

    @Test
    void aConvolutionIsObservedAtDifferentPositionsOfEachImage() {
        Convolution convolution = Convolution.of(1, 1, 1);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray pixels = manager.arange(32f).reshape(2, 1, 4, 4);
            float[] seen = MapRows.choose(convolution, new Shape(1, 4, 4), 2, 16, image -> new SplittableRandom(image))
                    .inputs(pixels)
                    .toFloatArray();
            java.util.Arrays.sort(seen);
            assertArrayEquals(manager.arange(32f).toFloatArray(), seen, "with all positions every pixel comes once");
        }
    }

    @Test
    void refusesActivationsThatAreNotFiniteAndNamesTheLayer() {
        Network diverged = Examples.with(PERCEPTRON, "a.weight", 0, Float.NaN);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Capture.of(diverged, NOISE, CaptureOptions.DEFAULT))
                .getMessage();
        assertTrue(message.startsWith("weights of perceptron: expected finite numbers, got NaN in a.weight"), message);
        Network large = Examples.with(PERCEPTRON, "a.weight", 0, Float.MAX_VALUE);
        Network overflowing = Examples.with(large, "a.weight", 1, Float.MAX_VALUE);
        message = assertThrows(
                        IllegalArgumentException.class, () -> Capture.of(overflowing, NOISE, CaptureOptions.DEFAULT))
                .getMessage();
        assertTrue(
                message.startsWith("layer a: moments: expected finite activations, got NaN or infinity in"), message);
        assertTrue(message.contains("look for diverged weights"), message);
    }

    @Test
    void refusesImagesOfAnotherShape() {
        Images digits = Examples.digits().test();
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Capture.of(PERCEPTRON, digits, CaptureOptions.DEFAULT))
                .getMessage();
        assertEquals(
                "perceptron: expected images of shape (1, 3, 4), got (1, 28, 28)"
                        + "; resize the images, or choose a network for them, as in mlp(data, 64)",
                message);
    }

    @Test
    void anInterruptStopsWithinOneBatchAndTheNextCallWorks() {
        Thread.currentThread().interrupt();
        String message = assertThrows(
                        CancellationException.class, () -> Capture.of(PERCEPTRON, NOISE, CaptureOptions.DEFAULT))
                .getMessage();
        assertTrue(message.startsWith("capturing perceptron was interrupted after 250 of 700"), message);
        assertEquals(
                2,
                Capture.of(PERCEPTRON, NOISE, CaptureOptions.DEFAULT).layers().size());
    }

    @Test
    void refusesOptionsOutsideTheirRange() {
        assertEquals(
                "parts: expected a whole number of at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> CaptureOptions.DEFAULT.parts(0))
                        .getMessage());
        assertEquals(
                "rows per convolution: expected a whole number of at least 1, got -5",
                assertThrows(IllegalArgumentException.class, () -> CaptureOptions.DEFAULT.convolutionRows(-5))
                        .getMessage());
    }

    private static SecondMoments moments(Activations captured, int layer) {
        return captured.layers().get(layer).links().get(0).moments();
    }

    private static Matrix matrix(NDArray array) {
        float[] floats = array.toFloatArray();
        int columns = (int) array.getShape().get(1);
        return Matrix.fill(floats.length / columns, columns, (i, j) -> floats[i * columns + j]);
    }
}
