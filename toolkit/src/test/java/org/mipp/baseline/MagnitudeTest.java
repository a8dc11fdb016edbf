package org.mipp.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.baseline.magnitude.L2Norm;
import org.mipp.baseline.magnitude.Slimming;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;

/** Norms of weights and scales of batch norms, written down by hand. */
class MagnitudeTest {

    private static Network constant(float... sizes) {
        Network network = Examples.perceptron(1, sizes.length, 2, 2);
        for (int i = 0; i < 12 * sizes.length; i++) {
            network = Examples.with(network, "a.weight", i, i % 2 == 0 ? sizes[i / 12] : -sizes[i / 12]);
        }
        return network;
    }

    private static Map<String, double[]> scores(Ranking method) {
        Network network =
                constant(1, 3, 2).withWeights(Map.of("b.weight", Tensor.of(new Shape(2, 3), 3, -4, 0, 0, 0, 1)));
        return Scored.by(method, network, Examples.noise(20, 1));
    }

    @Test
    void normsAreThoseOfTheIncomingWeights() {
        assertArrayEquals(new double[] {12, 36, 24}, scores(new L1Norm()).get("a"), 1e-9);
        assertArrayEquals(new double[] {7, 1}, scores(new L1Norm()).get("b"), 1e-9);
        double root = Math.sqrt(12);
        assertArrayEquals(
                new double[] {root, 3 * root, 2 * root}, scores(new L2Norm()).get("a"), 1e-9);
        assertArrayEquals(new double[] {5, 1}, scores(new L2Norm()).get("b"), 1e-9);
    }

    @Test
    void normalisedNormsAverageOneInEveryLayer() {
        assertArrayEquals(
                new double[] {0.5, 1.5, 1}, scores(new L1Norm().normalised()).get("a"), 1e-9);
        assertArrayEquals(
                new double[] {1.75, 0.25}, scores(new L1Norm().normalised()).get("b"), 1e-9);
        assertArrayEquals(
                new double[] {5.0 / 3, 1.0 / 3},
                scores(new L2Norm().normalised()).get("b"),
                1e-9);
        assertEquals("L2 norm, normalised", new L2Norm().normalised().name());
    }

    @Test
    void aLayerOfZerosStaysZeroWhenNormalised() {
        assertArrayEquals(
                new double[2],
                Scored.by(new L1Norm().normalised(), constant(0, 0), Examples.noise(20, 1))
                        .get("a"));
    }

    /** One filter of conv1, and the one of the block's second map that is added to it. */
    @Test
    void tiedNodesAddTheirNorms() {
        Network network = GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 3);
        double expected = 0;
        for (String maker : new String[] {"conv1", "layer1.0.conv2"}) {
            float[] weights = network.weight(maker + ".weight").toArray();
            for (int i = 2 * weights.length / 4; i < 3 * weights.length / 4; i++) {
                expected += Math.abs(weights[i]);
            }
        }
        assertEquals(
                expected,
                Scored.by(new L1Norm(), network, GraphExamples.noise(20, 1)).get("conv1")[2],
                1e-6);
    }

    @Test
    void depthwiseKernelsCountForTheNodesThatPassThroughThem() {
        Network network = GraphExamples.everythingElse(4);
        double expected = 0;
        for (float weight :
                network.weight("first.weight").select(0, new int[] {3}).toArray()) {
            expected += weight * weight;
        }
        for (float weight :
                network.weight("depthwise.weight").select(0, new int[] {3}).toArray()) {
            expected += weight * weight;
        }
        assertEquals(
                Math.sqrt(expected),
                Scored.by(new L2Norm(), network, GraphExamples.noise(20, 1)).get("first")[3],
                1e-6);
    }

    @Test
    void slimmingAddsTheAbsoluteScalesOfAllBatchNormsOfANode() {
        Network network = GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 3);
        network = Examples.with(network, "bn1.weight", 1, -2.5f);
        network = Examples.with(network, "layer1.0.bn2.weight", 1, 0.25f);
        assertEquals(
                2.75,
                Scored.by(new Slimming(), network, GraphExamples.noise(20, 1)).get("conv1")[1],
                1e-6);
    }

    @Test
    void slimmingRefusesNodesWithoutBatchNormUnlessTheyAreLeftOut() {
        Network network = GraphExamples.everythingElse(4);
        Activations captured = Capture.of(network, GraphExamples.noise(20, 1), CaptureOptions.DEFAULT);
        assertEquals(
                "slimming: expected a batch norm behind every node, got none behind those of [left, right, next];"
                        + " leave these layers out or choose another method",
                assertThrows(IllegalArgumentException.class, () -> new Slimming()
                                .select(captured, new Budget.KeptFraction(0.5)))
                        .getMessage());
        assertEquals(
                3,
                new Slimming()
                        .select(captured.only(layer -> layer.name().equals("first")), new Budget.KeptFraction(0.5))
                        .mask("first")
                        .kept()
                        .size());
    }
}
