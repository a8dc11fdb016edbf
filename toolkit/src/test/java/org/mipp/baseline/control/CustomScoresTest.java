package org.mipp.baseline.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.Mipp;
import org.mipp.baseline.Scored;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.network.Network;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.SelectionMethod;

class CustomScoresTest {

    private static final Network NETWORK = Examples.perceptron(1, 6, 5, 3);
    private static final Activations CAPTURED = Capture.of(NETWORK, Examples.noise(200, 1), CaptureOptions.DEFAULT);
    private static final Budget HALF = new Budget.KeptFraction(0.5);

    @Test
    void theLargestScoresOfEachLayerStay() {
        SelectionMethod last = Methods.scored(
                "last", (network, layer) -> IntStream.range(0, layer.layer().nodes())
                        .asDoubleStream()
                        .toArray());
        Masks masks = Mipp.selectMasks(CAPTURED, last, HALF);
        assertEquals(List.of(3, 4, 5), masks.mask("a").kept());
        assertEquals("last", masks.method());
        assertEquals(200, masks.provenance().samples());
    }

    @Test
    void aFamiliarMethodWrittenAnewChoosesTheSameInLayersAndInTheWholeNetwork() {
        SelectionMethod own = Methods.scored("L1, written anew", (network, layer) -> {
            float[] weights = network.weight(layer.name() + ".weight").toArray();
            int inputs = weights.length / layer.layer().nodes();
            double[] sums = new double[layer.layer().nodes()];
            for (int i = 0; i < weights.length; i++) {
                sums[i / inputs] += Math.abs(weights[i]);
            }
            return sums;
        });
        for (Budget budget : List.of(HALF, NetworkBudget.share(NetworkBudget.Resource.PARAMETERS, 0.4))) {
            assertEquals(
                    new L1Norm().select(CAPTURED, budget).masks(),
                    own.select(CAPTURED, budget).masks());
        }
    }

    @Test
    void itSeesWhatTheLayerDid() {
        CustomScores mean = new CustomScores("mean activation", (network, layer) -> IntStream.range(
                        0, layer.layer().nodes())
                .mapToDouble(node -> Arrays.stream(layer.activations().column(node))
                        .average()
                        .orElse(0))
                .toArray());
        double[] scores = Scored.by(mean, CAPTURED).get("b");
        double[] first = CAPTURED.layers().get(1).activations().column(0);
        assertEquals(5, scores.length);
        assertEquals(Arrays.stream(first).average().orElseThrow(), scores[0]);
        assertTrue(mean.readsActivations(), "so that capturing counts among its costs");
    }

    @Test
    void aScoreThatDependsOnNothingLetsTheFirstNodesGo() {
        assertArrayEquals(
                new int[] {3, 4, 5},
                new CustomScores(
                                "none",
                                (network, layer) -> new double[layer.layer().nodes()])
                        .select(CAPTURED, HALF)
                        .mask("a")
                        .indices());
    }

    @Test
    void tooFewScoresNoneAtAllAndNoNumbersAreRefusedByName() {
        assertEquals(
                "mine: expected 6 scores, one for each node of a, got 2", message((network, layer) -> new double[2]));
        assertEquals("mine: expected 6 scores, one for each node of a, got null", message((network, layer) -> null));
        assertEquals(
                "mine: expected a score for node 0 of a, got NaN; look for diverged weights",
                message((network, layer) -> {
                    double[] scores = new double[layer.layer().nodes()];
                    Arrays.fill(scores, Double.NaN);
                    return scores;
                }));
    }

    private static String message(CustomScores.Scores scores) {
        return assertThrows(IllegalArgumentException.class, () -> Methods.scored("mine", scores)
                        .select(CAPTURED, HALF))
                .getMessage();
    }
}
