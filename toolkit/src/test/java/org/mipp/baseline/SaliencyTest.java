package org.mipp.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.baseline.activation.ThiNet;
import org.mipp.baseline.saliency.Grasp;
import org.mipp.baseline.saliency.ProsPr;
import org.mipp.baseline.saliency.Snip;
import org.mipp.baseline.saliency.Sosp;
import org.mipp.baseline.saliency.Taylor;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.training.judge.Evaluation;

/** Scores made of derivatives, against derivatives written down by hand and against differences of losses. */
class SaliencyTest {

    private static final int HIDDEN = 6;
    private static final Network NETWORK = Examples.perceptron(1, HIDDEN, 3);
    private static final SlowPerceptron SLOW = new SlowPerceptron(NETWORK, HIDDEN, 3);
    private static final Images IMAGES = labelled(40);

    private static Images labelled(int count) {
        byte[] pixels = new byte[12 * count];
        byte[] labels = new byte[count];
        Random random = new Random(5);
        random.nextBytes(pixels);
        Arrays.setAll(new int[count], i -> labels[i] = (byte) random.nextInt(3));
        return ImageArrays.of("labelled", 1, 3, 4, 3, pixels, labels);
    }

    private static double[] nodes(IntToDoubleFunction score) {
        return IntStream.range(0, HIDDEN).mapToDouble(score).toArray();
    }

    private static void assertScores(double[] expected, double[] got) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertTrue(largest > 0);
        assertArrayEquals(expected, got, 1e-4 * largest);
    }

    /** The sum over the incoming weights of weight times derivative. */
    private static double sum(int node, double[] derivative, boolean absolute) {
        return IntStream.range(0, 12)
                .map(j -> SLOW.weight(node, j))
                .mapToDouble(w -> SLOW.start[w] * derivative[w])
                .map(product -> absolute ? Math.abs(product) : product)
                .sum();
    }

    private static double[] gradient(int from, int to) {
        return SLOW.gradient(SLOW.start, IMAGES, from, to, 1);
    }

    private static double gate(int node, double[] gradient) {
        return sum(node, gradient, false) + SLOW.start[SLOW.bias(node)] * gradient[SLOW.bias(node)];
    }

    @Test
    void snipAddsUpAbsoluteProductsOfWeightsAndGradients() {
        Images five = IMAGES.firstOfEachClass(5);
        double[] gradient = SLOW.gradient(SLOW.start, five, 0, five.size(), 1);
        assertScores(
                nodes(i -> sum(i, gradient, true)),
                Scored.by(new Snip().imagesPerClass(5), NETWORK, IMAGES).get("a"));
        assertScores(
                nodes(i -> Math.abs(gate(i, gradient))),
                Scored.by(new Snip().imagesPerClass(5).gates(), NETWORK, IMAGES).get("a"));
    }

    @Test
    void taylorAddsTheSquaredDerivativesOfGatesOverBatches() {
        assertScores(
                nodes(i -> Math.pow(gate(i, gradient(0, 16)), 2) + Math.pow(gate(i, gradient(16, 32)), 2)),
                Scored.by(new Taylor(2, 16), NETWORK, IMAGES).get("a"));
    }

    @Test
    void graspMultipliesWeightsByTheHessianTimesTheGradient() {
        double[] hg = SLOW.hessianTimes(SLOW.gradient(SLOW.start, IMAGES, 0, 40, 200), IMAGES, 200);
        double[] expected = nodes(i -> sum(i, hg, false));
        assertScores(
                expected,
                Scored.by(new Grasp().imagesPerClass(40), NETWORK, IMAGES).get("a"));
        assertScores(
                nodes(i -> sum(i, hg, true)),
                Scored.by(new Grasp().imagesPerClass(40).absolute(), NETWORK, IMAGES)
                        .get("a"));
    }

    @Test
    void sospAddsTheFirstOrderAndTheNodesShareInTheSecond() {
        double[] ofNodes = SLOW.start.clone();
        Arrays.fill(ofNodes, 13 * HIDDEN, ofNodes.length, 0);
        double[] curved = SLOW.hessianTimes(ofNodes, IMAGES, 1);
        double[] gradient = gradient(0, 40);
        assertScores(
                nodes(i -> Math.abs(gate(i, gradient)) + Math.abs(gate(i, curved)) / 2),
                Scored.by(new Sosp(40), NETWORK, IMAGES).get("a"));
    }

    @Test
    void prosprTakesTheGradientAfterThreeStepsAndTheWeightsFromBefore() {
        double[] theta = SLOW.start;
        for (int step = 0; step < 3; step++) {
            theta = SlowPerceptron.plus(theta, SLOW.gradient(theta, IMAGES, 10 * step, 10 * step + 10, 1), -0.5);
        }
        double[] after = SLOW.gradient(theta, IMAGES, 30, 40, 1);
        assertScores(
                nodes(i -> Math.abs(sum(i, after, false))),
                Scored.by(new ProsPr(3, 10, 0.5), NETWORK, IMAGES).get("a"));
    }

    /** The derivative of the loss by a gate is that by a common factor of all that the gate stands behind. */
    @Test
    void theGateOfATiedNodeStandsBehindAllBatchNormsThatMakeIt() {
        Network network = GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 3);
        double[] scores = Scored.by(new Taylor(1, 30), network, GraphExamples.noise(30, 1))
                .get("conv1");
        for (int node : new int[] {0, 3}) {
            double derivative = slope(network, node, "bn1", "layer1.0.bn2");
            assertEquals(derivative * derivative, scores[node], 0.02 * Math.abs(derivative * derivative) + 1e-9);
        }
    }

    @Test
    void theGateOfANodeWithoutBatchNormRightBehindItStandsBehindTheMap() {
        Network network = GraphExamples.everythingElse(4);
        Map<String, double[]> scores = Scored.by(new Taylor(1, 30), network, GraphExamples.noise(30, 1));
        for (String layer : List.of("first", "left")) {
            double derivative = slope(network, 1, layer);
            assertEquals(
                    derivative * derivative,
                    scores.get(layer)[1],
                    0.02 * Math.abs(derivative * derivative) + 1e-9,
                    layer);
        }
        double behindNorm = slope(network, 2, "normal");
        assertEquals(behindNorm * behindNorm, scores.get("hidden")[2], 0.02 * behindNorm * behindNorm + 1e-9);
    }

    /** How the loss rises with a common factor of a node's parameters in some layers. */
    private static double slope(Network network, int node, String... layers) {
        double step = 0.02;
        Images images = GraphExamples.noise(30, 1);
        return (Evaluation.of(scaled(network, node, 1 + step, layers), images).loss()
                        - Evaluation.of(scaled(network, node, 1 - step, layers), images)
                                .loss())
                / (2 * step);
    }

    private static Network scaled(Network network, int node, double factor, String... layers) {
        Network changed = network;
        for (String layer : layers) {
            for (String own : List.of(".weight", ".bias")) {
                Tensor tensor = changed.weight(layer + own);
                float[] values = tensor.toArray();
                int row = values.length / (int) tensor.shape().get(0);
                for (int i = node * row; i < (node + 1) * row; i++) {
                    values[i] *= (float) factor;
                }
                changed = changed.withWeights(Map.of(layer + own, Tensor.of(tensor.shape(), values)));
            }
        }
        return changed;
    }

    @Test
    void twinsScoreAlikeAndDeadNodesLeast() {
        Network network = NETWORK;
        for (int j = 0; j < 12; j++) {
            network = Examples.with(
                    network, "a.weight", 12 + j, NETWORK.weight("a.weight").toArray()[j]);
            network = Examples.with(network, "a.weight", 24 + j, -1);
        }
        network = Examples.with(network, "a.bias", 1, NETWORK.weight("a.bias").toArray()[0]);
        network = Examples.with(network, "a.bias", 2, -1); // node 2 is never active
        for (int c = 0; c < 3; c++) {
            network = Examples.with(
                    network,
                    "b.weight",
                    HIDDEN * c + 1,
                    NETWORK.weight("b.weight").toArray()[HIDDEN * c]);
        }
        for (Ranking method : List.of(
                new Snip(),
                new Snip().gates(),
                new Taylor(),
                new Grasp().absolute(),
                new Sosp(),
                new ProsPr(),
                new ThiNet())) {
            double[] scores = Scored.by(method, network, IMAGES).get("a");
            if (!(method instanceof ThiNet)) {
                assertEquals(scores[0], scores[1], 1e-4 * Math.abs(scores[0]), method.name());
                assertEquals(0, scores[2], method.name());
            }
            assertEquals(scores[2], Arrays.stream(scores).min().orElseThrow(), method.name());
        }
    }

    @Test
    void doubtsAndProvenanceTellOfMissingImages() {
        Masks masks =
                new Sosp(100).select(Capture.of(NETWORK, IMAGES, CaptureOptions.DEFAULT), new Budget.KeptFraction(0.5));
        assertEquals(40, masks.provenance().samples());
        assertEquals(List.of("SOSP-H: expected 100 images, got only 40; capture more"), masks.warnings());
    }
}
