package org.mipp.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.network.Network;
import org.mipp.selection.Budget;
import org.mipp.selection.NetworkBudget;

class RankingTest {

    private static final Network NETWORK = Examples.perceptron(1, 6, 5, 2);

    private static Activations captured(Network network) {
        return Capture.of(network, Examples.noise(50, 1), CaptureOptions.DEFAULT);
    }

    @Test
    void theL1NormKeepsTheLargestSumsOfWeightsWhateverTheSignOrBias() {
        Network network = NETWORK;
        for (int node = 0; node < 6; node++) {
            for (int j = 0; j < 12; j++) {
                float size = new float[] {3, 1, 6, 2, 5, 4}[node];
                network = Examples.with(network, "a.weight", 12 * node + j, j % 2 == 0 ? size : -size);
            }
            network = Examples.with(network, "a.bias", node, 100 - 20 * node);
        }
        assertEquals(
                List.of(2, 4, 5),
                new L1Norm()
                        .select(captured(network), new Budget.KeptFraction(0.5))
                        .mask("a")
                        .kept());
    }

    @Test
    void theSeedDecidesTheRandomChoice() {
        Activations captured = captured(NETWORK);
        Budget half = new Budget.KeptFraction(0.5);
        assertEquals(
                new RandomSelection(1).select(captured, half).masks(),
                new RandomSelection(1).select(captured, half).masks());
        assertNotEquals(
                new RandomSelection(1).select(captured, half).masks(),
                new RandomSelection(2).select(captured, half).masks());
    }

    @Test
    void everyNodeIsChosenAboutEquallyOften() {
        Activations captured = captured(NETWORK);
        int[] chosen = new int[6];
        for (int seed = 0; seed < 600; seed++) {
            new RandomSelection(seed)
                    .select(captured, new Budget.KeptFraction(0.5))
                    .mask("a")
                    .kept()
                    .forEach(node -> chosen[node]++);
        }
        for (int count : chosen) {
            assertEquals(300, count, 50, "4 standard deviations of a binomial of 600 and 1/2");
        }
    }

    /** 6 of 11 nodes stay; that a layer would lose all its nodes is rare. */
    @Test
    void everyNodeOfTheNetworkIsChosenAboutEquallyOften() {
        Activations captured = captured(NETWORK);
        Map<String, Integer> chosen = new TreeMap<>();
        for (int seed = 0; seed < 600; seed++) {
            new RandomSelection(seed)
                    .select(captured, NetworkBudget.of(NetworkBudget.Resource.NODES, 6))
                    .masks()
                    .forEach(mask -> mask.kept().forEach(node -> chosen.merge(mask.layer() + node, 1, Integer::sum)));
        }
        assertEquals(11, chosen.size());
        chosen.forEach((node, count) -> assertEquals(600 * 6 / 11, count, 49, node + ": 4 standard deviations"));
    }

    @Test
    void followsTheWidthsOfOtherMasks() {
        Activations captured = captured(NETWORK);
        var masks = new RandomSelection(1).select(captured, new Budget.KeptFraction(0.4));
        assertEquals(
                masks.widths(), new L1Norm().select(captured, masks.widths()).widths());
    }
}
