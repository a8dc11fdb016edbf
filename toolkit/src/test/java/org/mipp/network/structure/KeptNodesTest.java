package org.mipp.network.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptNodesTest {

    private static final PrunableLayer LAYER = new PrunableLayer("conv1", 3, List.of("conv1"), List.of());

    @Test
    void layersThatAreNotNamedStayWhole() {
        KeptNodes kept = KeptNodes.ALL.with("conv2", new boolean[] {false});
        assertArrayEquals(new int[] {0, 1, 2}, kept.of(LAYER));
        assertFalse(kept.stays("conv2", 0));
        assertArrayEquals(new int[0], KeptNodes.none(List.of(LAYER)).of(LAYER));
    }

    @Test
    void arraysAreCopiedOnTheirWayIn() {
        boolean[] stays = {true, false, true};
        KeptNodes one = KeptNodes.of(Map.of("conv1", stays));
        KeptNodes other = KeptNodes.ALL.with("conv1", stays);
        stays[1] = true;
        assertArrayEquals(new int[] {0, 2}, one.of(LAYER));
        assertArrayEquals(new int[] {0, 2}, other.of(LAYER));
        assertTrue(KeptNodes.ALL.stays("conv1", 1));
    }

    @Test
    void aNodeThatTheLayerDoesNotHaveIsRefused() {
        KeptNodes kept = KeptNodes.ALL.with("conv1", new boolean[] {true, false});
        assertEquals(
                "conv1: expected a node from 0 to 1, got 2",
                assertThrows(IllegalArgumentException.class, () -> kept.of(LAYER))
                        .getMessage());
    }
}
