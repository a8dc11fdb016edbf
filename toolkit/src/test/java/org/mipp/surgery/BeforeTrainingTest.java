package org.mipp.surgery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.Repairs;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.RidgeRegression;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.LeNet5;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.training.judge.Evaluation;

/** What is done to networks that have learned nothing yet. */
class BeforeTrainingTest {

    private static final Images DIGITS = Examples.digits().train().first(400);
    private static final Network NEW = Initialisation.of(LeNet5.architecture(), 3);

    @Test
    void afterACutEveryMapsOutputsGetDeviationOne() {
        Masks masks = new RandomSelection(1)
                .select(Capture.of(NEW, DIGITS, CaptureOptions.DEFAULT), new Budget.KeptFraction(0.3));
        PrunedNetwork pruned = Repairs.prune(NEW, masks, Repairs.scale());
        assertTrue(deviation(Examples.logits(pruned.cut(), DIGITS)) < 0.1);
        for (int layers : new int[] {1, 4, 8, 10, 12}) {
            Network start = start(pruned.network(), layers);
            assertEquals(
                    1,
                    deviation(Examples.logits(start, DIGITS)),
                    1e-3,
                    start.architecture().last().name());
        }
    }

    /** The first layers up to a linear map, which is then the last. */
    private static Network start(Network network, int layers) {
        Architecture architecture = new Architecture(
                "start",
                network.architecture().input(),
                network.architecture().layers().subList(0, layers));
        Map<String, org.mipp.network.Tensor> weights = new java.util.HashMap<>(network.weights());
        weights.keySet().retainAll(architecture.parameters().keySet());
        return new Network(architecture, weights);
    }

    private static double deviation(float[] values) {
        double mean = 0;
        double squares = 0;
        for (float value : values) {
            mean += value / (double) values.length;
            squares += (double) value * value / values.length;
        }
        return Math.sqrt(squares - mean * mean);
    }

    @Test
    void mapsBeforeABatchNormStayAsTheyAre() {
        Network network = GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 2);
        Network scaled = SignalScale.restore(network, GraphExamples.noise(50, 1));
        assertEquals(network.weight("conv1.weight"), scaled.weight("conv1.weight"));
        assertTrue(!network.weight("linear.weight").equals(scaled.weight("linear.weight")));
    }

    /** Ridge regression of one-hot labels on the hidden layer, times 5, written out. */
    @Test
    void theReadOutIsALeastSquaresMapToTheLabels() {
        Network network = Examples.perceptron(5, 9, 3);
        Images noise = labelled(Examples.noise(300, 3));
        Network read = ReadOut.install(network, noise);
        Matrix hidden = hidden(network, noise);
        Matrix hot = Matrix.fill(noise.size(), 3, (i, j) -> noise.label(i) == j ? 1 : 0);
        SecondMoments moments = SecondMoments.of(hidden, hot);
        double[] penalty = new double[9];
        double mean = 0;
        for (double variance : moments.nodeVariance(1)) {
            mean += variance / 9;
        }
        java.util.Arrays.fill(penalty, 0.01 * mean);
        RidgeRegression.Fit fit = RidgeRegression.of(moments, penalty, Matrix.fill(9, 3, (i, j) -> 0))
                .fit();
        float[] weights = read.weight("b.weight").toArray();
        for (int target = 0; target < 3; target++) {
            for (int node = 0; node < 9; node++) {
                assertEquals(5 * fit.weights().get(node, target), weights[9 * target + node], 1e-3);
            }
            assertEquals(
                    5 * fit.intercept().get(0, target), read.weight("b.bias").toArray()[target], 1e-3);
        }
        assertEquals(network.weight("a.weight"), read.weight("a.weight"));
    }

    private static Images labelled(Images images) {
        byte[] pixels = new byte[images.pixels().remaining()];
        images.pixels().get(pixels);
        byte[] labels = new byte[images.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i % 3);
        }
        return ImageArrays.of("labelled", images.channels(), images.height(), images.width(), 3, pixels, labels);
    }

    private static Matrix hidden(Network network, Images images) {
        float[] values = Examples.logits(
                new Network(
                        new Architecture(
                                "hidden",
                                network.architecture().input(),
                                network.architecture().layers().subList(0, 2)),
                        Map.of("a.weight", network.weight("a.weight"), "a.bias", network.weight("a.bias"))),
                images);
        return Matrix.fill(values.length / 9, 9, (i, j) -> Math.max(0, values[9 * i + j]));
    }

    @Test
    void withAReadOutANewNetworkKnowsMostDigitsUntrained() {
        Network scaled = Repairs.scaled(NEW, DIGITS);
        double read = Repairs.readOut(scaled, Examples.digits()).test().accuracy();
        double before = Evaluation.of(scaled, Examples.digits().test()).accuracy();
        assertTrue(read > 0.6 && before < 0.3, before + " before, " + read + " after");
    }

    @Test
    void refusesToReadOutWithoutLabelsClassesOrABias() {
        String unlabelled = message(NEW, DIGITS.withoutLabels());
        assertTrue(unlabelled.contains("label"), unlabelled);
        Images one = Examples.noise(20, 1);
        Images same = ImageArrays.of(
                "same",
                one.channels(),
                one.height(),
                one.width(),
                3,
                new byte[one.pixels().remaining()],
                new byte[20]);
        String message = message(Examples.perceptron(5, 9, 3), same);
        assertTrue(message.startsWith("read-out: expected images of at least two classes"), message);
        Network without = Initialisation.of(
                new ArchitectureBuilder("plain", new Shape(1, 28, 28))
                        .then("flat", new org.mipp.network.operation.Flatten())
                        .then("a", new FullyConnected(784, 4))
                        .then("bent", new Relu())
                        .then("b", new FullyConnected(4, 10, false))
                        .build(),
                1);
        assertEquals(
                "read-out: expected a last layer with a bias, got b of plain without; give it one",
                message(without, DIGITS));
    }

    private static String message(Network network, Images images) {
        return assertThrows(IllegalArgumentException.class, () -> ReadOut.install(network, images))
                .getMessage();
    }
}
