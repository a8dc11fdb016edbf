package org.mipp.baseline.saliency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.baseline.Scored;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;

/** Flows of absolute weights, against sums over paths. */
class SynFlowTest {

    /** Fully connected layers l0, l1, ... without biases. */
    private static Network chain(double size, int... widths) {
        ArchitectureBuilder layers = new ArchitectureBuilder("chain", new Shape(1, 3, 4)).then("flat", new Flatten());
        int inputs = 12;
        for (int i = 0; i < widths.length; i++) {
            layers.then("l" + i, new FullyConnected(inputs, widths[i], false));
            inputs = widths[i];
            if (i + 1 < widths.length) {
                layers.then("relu" + i, new Relu());
            }
        }
        Network network = Initialisation.of(layers.build(), 3);
        Map<String, Tensor> scaled = new LinkedHashMap<>();
        network.weights().forEach((name, tensor) -> {
            float[] values = tensor.toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] *= (float) size;
            }
            scaled.put(name, Tensor.of(tensor.shape(), values));
        });
        return network.withWeights(scaled);
    }

    /** For every node of every layer: the flow that reaches it, times what leads from it to the outputs. */
    private static double[][] flows(Network network, int... widths) {
        double[][] in = new double[widths.length][];
        double[] before = new double[12];
        Arrays.fill(before, 1);
        for (int layer = 0; layer < widths.length; layer++) {
            float[] w = network.weight("l" + layer + ".weight").toArray();
            in[layer] = new double[widths[layer]];
            for (int i = 0; i < w.length; i++) {
                in[layer][i / before.length] += Math.abs(w[i]) * before[i % before.length];
            }
            before = in[layer];
        }
        double[] out = new double[widths[widths.length - 1]];
        Arrays.fill(out, 1);
        for (int layer = widths.length - 1; layer >= 0; layer--) {
            float[] w = network.weight("l" + layer + ".weight").toArray();
            int inputs = w.length / out.length;
            double[] next = new double[inputs];
            for (int i = 0; i < w.length; i++) {
                next[i % inputs] += Math.abs(w[i]) * out[i / inputs];
            }
            for (int node = 0; node < out.length; node++) {
                in[layer][node] *= out[node];
            }
            out = next;
        }
        return in;
    }

    @Test
    void aNodesScoreIsTheFlowThroughItAndEveryLayersScoresAddUpToTheSame() {
        int[] widths = {7, 5, 6, 3};
        Network network = chain(1, widths);
        Map<String, double[]> scores = Scored.by(new SynFlow(), network, Examples.noise(10, 1));
        double[][] expected = flows(network, widths);
        double total = Arrays.stream(expected[3]).sum();
        for (int layer = 0; layer < 3; layer++) {
            double[] got = scores.get("l" + layer);
            assertArrayEquals(expected[layer], got, 1e-10 * total);
            assertEquals(total, Arrays.stream(got).sum(), 1e-10 * total, "conservation");
        }
    }

    @Test
    void flowsThatSinglePrecisionCannotHoldAreNoProblem() {
        int[] widths = {6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 3};
        Network network = chain(1e4, widths);
        double[][] expected = flows(network, widths);
        assertTrue(Arrays.stream(expected[0]).sum() > Float.MAX_VALUE);
        double[] got = Scored.by(new SynFlow(), network, Examples.noise(10, 1)).get("l4");
        assertArrayEquals(expected[4], got, 1e-10 * Arrays.stream(expected[4]).sum());
    }

    @Test
    void signsOfWeightsAndRunningMeansDoNotMatter() {
        Network network = GraphExamples.everythingElse(4);
        Map<String, Tensor> flipped = new LinkedHashMap<>();
        network.weights().forEach((name, tensor) -> {
            float[] values = tensor.toArray();
            for (int i = 0; i < values.length && !name.endsWith("running_var"); i += 2) {
                values[i] = -values[i];
            }
            flipped.put(name, Tensor.of(tensor.shape(), values));
        });
        Map<String, double[]> scores = Scored.by(new SynFlow(), network, GraphExamples.noise(10, 1));
        Scored.by(new SynFlow(), network.withWeights(flipped), GraphExamples.noise(10, 2))
                .forEach((layer, got) -> assertArrayEquals(scores.get(layer), got, layer));
    }

    /** The paper's claim: no layer collapses while another has nodes that carry less. */
    @Test
    void takesOutTheLeastFlowAndFollowsTheSchedule() {
        Network network = chain(1, 20, 20, 3);
        var captured = Capture.of(network, Examples.noise(10, 1), CaptureOptions.DEFAULT);
        Masks masks = new SynFlow().select(captured, NetworkBudget.of(NetworkBudget.Resource.NODES, 6));
        assertEquals(
                6, masks.masks().stream().mapToInt(mask -> mask.kept().size()).sum());
        for (Mask mask : masks.masks()) {
            assertTrue(mask.kept().size() >= 2, mask.toString());
        }
        assertEquals(0, masks.provenance().samples());
    }
}
