package org.mipp.baseline.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.Contributions;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.moments.Link;
import org.mipp.data.Images;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Network;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;

/** ThiNet against the greedy search over the contributions themselves. */
class ThiNetTest {

    private static final Images NOISE = Examples.noise(80, 3);
    private static final Network NETWORK = Examples.perceptron(4, 8, 3);
    private static final Activations CAPTURED = Capture.of(NETWORK, NOISE, CaptureOptions.DEFAULT);

    /** What each hidden node adds to each logit of each image, shape [images * logits][nodes]. */
    private static double[][] contributions() {
        double[][] rows = new double[80 * 3][8];
        for (int node = 0; node < 8; node++) {
            Network alone = NETWORK;
            for (int c = 0; c < 3; c++) {
                alone = Examples.with(alone, "b.bias", c, 0);
                for (int other = 0; other < 8; other++) {
                    alone = other == node ? alone : Examples.with(alone, "b.weight", 8 * c + other, 0);
                }
            }
            float[] logits = Examples.logits(alone, NOISE);
            for (int row = 0; row < rows.length; row++) {
                rows[row][node] = logits[row];
            }
        }
        return rows;
    }

    @Test
    void removesWhatAddsTheLeastSquaredSumOneMoreAtATime() {
        double[][] rows = contributions();
        double[] removed = new double[rows.length];
        List<Integer> left = new ArrayList<>(IntStream.range(0, 8).boxed().toList());
        for (int kept = 7; kept >= 1; kept--) {
            int least = left.stream()
                    .min((a, b) -> Double.compare(squares(rows, removed, a), squares(rows, removed, b)))
                    .orElseThrow();
            left.remove((Integer) least);
            for (int row = 0; row < rows.length; row++) {
                removed[row] += rows[row][least];
            }
            assertEquals(
                    left,
                    new ThiNet()
                            .select(CAPTURED, new Budget.KeptCounts(Map.of("a", kept)))
                            .mask("a")
                            .kept());
        }
    }

    private static double squares(double[][] rows, double[] removed, int node) {
        return IntStream.range(0, rows.length)
                .mapToDouble(row -> removed[row] + rows[row][node])
                .map(sum -> sum * sum)
                .sum();
    }

    /** All contributions together are the outputs without their biases, of every map of every family. */
    @TestFactory
    Stream<DynamicTest> theContributionsOfAllNodesAreTheOutputsWithoutBias() {
        return GraphExamples.all()
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    for (LayerActivations layer : Capture.of(
                                    network, GraphExamples.noise(20, 1), CaptureOptions.DEFAULT)
                            .layers()) {
                        layer.links().forEach(link -> sumsUp(link, network));
                    }
                }));
    }

    private static void sumsUp(Link link, Network network) {
        String map = link.reader().map();
        Matrix moments = Contributions.secondMoments(link, network.weight(map + ".weight"));
        double sum = 0;
        for (double value : moments.toArray()) {
            sum += value;
        }
        SecondMoments seen = link.moments();
        double expected = 0;
        boolean bias = network.architecture().map(map).bias();
        for (int output = 0; output < seen.targets(); output++) {
            double mean = seen.targetMean()[output]
                    - (bias ? network.weight(map + ".bias").toArray()[output] : 0);
            expected += seen.targetVariance()[output] + mean * mean;
        }
        assertTrue(expected > 0);
        assertEquals(expected, sum, 1e-4 * expected, map);
    }

    @Test
    void aBudgetOfTheNetworkTakesTheSameShareOfEveryLayer() {
        Network network = Examples.perceptron(3, 40, 20, 3);
        Masks masks = new ThiNet()
                .select(
                        Capture.of(network, NOISE, CaptureOptions.DEFAULT),
                        NetworkBudget.of(NetworkBudget.Resource.NODES, 30));
        assertEquals(20, masks.mask("a").kept().size(), 1);
        assertEquals(10, masks.mask("b").kept().size(), 1);
        assertEquals(80, masks.provenance().samples());
    }
}
