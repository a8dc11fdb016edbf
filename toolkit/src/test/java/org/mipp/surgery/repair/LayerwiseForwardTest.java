package org.mipp.surgery.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mipp.GraphExamples;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.Layer;

/** All images, whether what was made of them is kept or made again. */
class LayerwiseForwardTest {

    private static final Images IMAGES = GraphExamples.noise(5, 3);
    private static final int AT_ONCE = 2;

    @TestFactory
    Stream<DynamicTest> whatALayerReadsIsWhatTheNetworkMakesOfEveryImage() {
        return GraphExamples.all().flatMap(network -> Stream.of(0L, 20_000L, LayerwiseForward.MEMORY)
                .map(most -> DynamicTest.dynamicTest(
                        network.label() + ", " + most + " bytes kept", () -> compare(network, most))));
    }

    private static void compare(Network network, long most) {
        try (LiveNetwork live = LiveNetwork.open(network);
                LayerwiseForward flow = new LayerwiseForward(live, IMAGES, AT_ONCE, most)) {
            assertEquals(3, flow.batches());
            for (Layer layer : network.architecture().layers()) {
                LayerwiseForward.Leg leg = flow.before(layer);
                for (int i = 0; i < flow.batches(); i++) {
                    try (NDManager scope = live.manager().newSubManager()) {
                        Map<String, NDArray> there = leg.batch(i, scope);
                        for (String input : layer.inputs()) {
                            assertTrue(leg.has(input), input);
                            assertArrayEquals(
                                    expected(live, input, i), there.get(input).toFloatArray(), 1e-5f, input);
                        }
                    }
                }
                leg.arrive();
            }
        }
    }

    private static float[] expected(LiveNetwork live, String layer, int batch) {
        int from = batch * AT_ONCE;
        Images some = IMAGES.range(from, Math.min(IMAGES.size(), from + AT_ONCE));
        try (NDManager scope = live.manager().newSubManager()) {
            return live.outputs(LiveNetwork.toInput(live.upload(some, scope)), Set.of(layer))
                    .get(layer)
                    .toFloatArray();
        }
    }
}
