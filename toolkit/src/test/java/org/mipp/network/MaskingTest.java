package org.mipp.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.data.Images;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.surgery.Cut;

/** Masking against cutting, and its letter. */
class MaskingTest {

    private static final Images NOISE = GraphExamples.noise(20, 1);

    @TestFactory
    Stream<DynamicTest> theMaskedNetworkComputesWhatTheCutOneDoes() {
        return GraphExamples.all()
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Structure structure = network.architecture().structure();
                    List<Mask> masks =
                            structure.prunable().stream().map(MaskingTest::half).toList();
                    Network masked = Masking.of(network, structure, Masks.kept(masks));
                    assertEquals(network.architecture(), masked.architecture());
                    float[] expected = Examples.logits(Cut.apply(network, masks), NOISE);
                    assertTrue(Examples.largest(expected) > 0);
                    assertArrayEquals(expected, Examples.logits(masked, NOISE), 1e-5f * Examples.largest(expected));
                }));
    }

    private static Mask half(PrunableLayer layer) {
        Random random = new Random(layer.nodes());
        List<Integer> kept = IntStream.range(0, layer.nodes())
                .filter(node -> random.nextBoolean()
                        || layer.parts().stream().anyMatch(part -> part.get(0) == node)
                        || node == 0)
                .boxed()
                .toList();
        return new Mask(layer.name(), layer.nodes(), kept);
    }

    @Test
    void aNodesRowAndBiasBecomeZeroAndNothingElse() {
        Network network = Examples.perceptron(1, 3, 2);
        Structure structure = network.architecture().structure();
        Network masked = Masking.of(network, structure, KeptNodes.ALL.with("a", new boolean[] {true, false, true}));
        float[] weights = network.weight("a.weight").toArray();
        IntStream.range(12, 24).forEach(i -> weights[i] = 0);
        float[] bias = network.weight("a.bias").toArray();
        bias[1] = 0;
        assertArrayEquals(weights, masked.weight("a.weight").toArray());
        assertArrayEquals(bias, masked.weight("a.bias").toArray());
        assertEquals(network.weight("b.weight"), masked.weight("b.weight"));
    }

    @Test
    void masksGradientsOfSomeParametersToo() {
        Network network = Examples.perceptron(1, 3, 2);
        Map<String, Tensor> some =
                Map.of("a.bias", Tensor.of(network.weight("a.bias").shape(), 5, 6, 7));
        Map<String, Tensor> masked = Masking.of(
                some, network.architecture().structure(), KeptNodes.ALL.with("a", new boolean[] {false, true, true}));
        assertEquals(1, masked.size());
        assertArrayEquals(new float[] {0, 6, 7}, masked.get("a.bias").toArray());
    }
}
