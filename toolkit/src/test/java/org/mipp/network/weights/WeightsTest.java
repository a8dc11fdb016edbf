package org.mipp.network.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.network.Tensor;

class WeightsTest {

    private static Weights named(String... names) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : names) {
            tensors.put(name, Tensor.of(new Shape(2), tensors.size(), 1));
        }
        return new Weights(tensors, Map.of("origin", "test"));
    }

    @Test
    void matchingTensorsComeInTheExpectedOrder() {
        Map<String, Shape> expected = new LinkedHashMap<>();
        expected.put("b", new Shape(2));
        expected.put("a", new Shape(2));
        Weights matching = named("a", "b").matching(expected);
        assertEquals(List.of("b", "a"), List.copyOf(matching.tensors().keySet()));
        assertEquals(Map.of("origin", "test"), matching.metadata());
    }

    @Test
    void everythingThatDoesNotMatchIsListedAtOnce() {
        Map<String, Shape> expected = new LinkedHashMap<>();
        expected.put("a", new Shape(2));
        expected.put("b", new Shape(3));
        expected.put("c", new Shape(2));
        String message = assertThrows(IllegalArgumentException.class, () -> named("a", "b", "x", "y")
                        .matching(expected))
                .getMessage();
        assertEquals(
                "weights: expected exactly the 3 tensors of the network, got 4; missing 1: c; surplus 2: x, y; of another"
                        + " shape 1: b (expected (3), got (2)); rename or drop some, or choose the architecture that the"
                        + " file was written for",
                message);
    }

    @Test
    void longListsAreCutShort() {
        String[] names = IntStream.range(0, 100).mapToObj(i -> "n" + i).toArray(String[]::new);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> named(names).matching(Map.of()))
                .getMessage();
        assertTrue(message.contains("surplus 100: n0, n1,") && message.contains("n11 and 88 more"), message);
    }

    @Test
    void aPrefixIsStrippedWhereItStands() {
        assertEquals(
                List.of("conv.weight", "fc.module.bias"),
                List.copyOf(named("module.conv.weight", "fc.module.bias")
                        .withoutPrefix("module.")
                        .tensors()
                        .keySet()));
    }

    @Test
    void refusesOneNameForTwoTensors() {
        String message = assertThrows(IllegalArgumentException.class, () -> named("a", "module.a")
                        .withoutPrefix("module."))
                .getMessage();
        assertEquals(
                "weights: expected a name of its own for every tensor, got a twice, the second time for module.a",
                message);
    }

    @Test
    void onlyBatchCountersAreDropped() {
        Weights weights = named("bn.num_batches_tracked", "bn.weight", "num_batches_tracked", "my_num_batches_tracked");
        assertEquals(
                List.of("bn.weight", "my_num_batches_tracked"),
                List.copyOf(weights.withoutBatchCounters().tensors().keySet()));
    }

    @Test
    void neitherMapCanBeChanged() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Weights weights = Weights.of(tensors);
        tensors.put("late", Tensor.of(new Shape(), 1));
        assertEquals(0, weights.tensors().size());
        assertThrows(
                UnsupportedOperationException.class, () -> weights.metadata().put("a", "b"));
    }
}
