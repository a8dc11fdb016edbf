package org.mipp.surgery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.CutCosts;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;

class MeasuredLatencyTest {

    private static final int BATCH = 16;
    private static final MeasuredLatency LATENCY = new MeasuredLatency(BATCH);
    private static final Activations CAPTURED =
            Capture.of(Examples.lenet(), Examples.digits().train().first(64), CaptureOptions.DEFAULT);
    private static final Architecture LENET = CAPTURED.stage().network().architecture();
    private static final CutCosts COSTS = CutCosts.of(LENET.structure());

    /** The first nodes of every layer, about such a share of them. */
    private static KeptNodes share(double share) {
        Map<String, boolean[]> kept = new HashMap<>();
        for (PrunableLayer layer : LENET.prunable()) {
            boolean[] stays = new boolean[layer.nodes()];
            for (int node = 0; node < Math.max(1, share * stays.length); node++) {
                stays[node] = true;
            }
            kept.put(layer.name(), stays);
        }
        return KeptNodes.of(kept);
    }

    @Test
    void aCutOfNothingTakesAsLongAsTheWholeNetwork() {
        assertEquals(LATENCY.of(LENET), LATENCY.of(COSTS, KeptNodes.ALL));
        assertTrue(LATENCY.of(LENET) > 1000, LATENCY.of(LENET) + " ns");
    }

    @Test
    void fewerNodesNeverTakeLonger() {
        long before = LATENCY.of(LENET);
        for (double share = 1; share > 0; share -= 0.1) {
            long now = LATENCY.of(COSTS, share(share));
            assertTrue(now <= before, share + ": " + now + " ns after " + before);
            before = now;
        }
    }

    @Test
    void aBudgetIsMetAndUsedUp() {
        long least = LATENCY.of(COSTS, share(0));
        double share = (1 + (double) least / LATENCY.of(LENET)) / 2; // reached on any machine
        NetworkBudget budget = Budgets.latency(share, BATCH);
        for (NetworkBudget one : new NetworkBudget[] {budget, Budgets.measured(budget)}) {
            Masks masks = Methods.l1Norm().select(CAPTURED, one);
            long aim = one.most(LENET);
            assertTrue(LATENCY.of(COSTS, masks.kept()) <= aim, one.toString());
            assertTrue(LATENCY.of(COSTS, masks.kept()) > 0.8 * aim, masks.toString());
        }
    }

    @Test
    void lessThanTheRestTakesIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> Methods.l1Norm()
                        .select(CAPTURED, Budgets.latency(1e-6, BATCH)))
                .getMessage();
        assertTrue(message.startsWith("nanoseconds for 16 images: expected a target of at least "), message);
        assertTrue(message.contains("when every layer is at the end of its removal path, got "), message);
        assertTrue(message.endsWith("; allow more"), message);
    }

    @Test
    void numbersAreChecked() {
        assertEquals(
                "images at once: expected a whole number of at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> Budgets.latency(0.5, 0))
                        .getMessage());
        assertEquals(
                "nanoseconds for 32 images: expected a share above 0 and at most 1, got 0.0; give a number of nanoseconds for"
                        + " 32 images as a whole number",
                assertThrows(IllegalArgumentException.class, () -> Budgets.latency(0))
                        .getMessage());
    }

    @Test
    void itSaysWhatItLimits() {
        assertEquals(
                "at most 50 % of the nanoseconds for 32 images",
                Budgets.latency(0.5).toString());
    }
}
