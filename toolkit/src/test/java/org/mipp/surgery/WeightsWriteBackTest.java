package org.mipp.surgery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;

class WeightsWriteBackTest {

    private static List<Mask> half(Network network) {
        return new RandomSelection(1)
                .select(
                        Capture.of(network, GraphExamples.noise(20, 1), CaptureOptions.DEFAULT),
                        new Budget.KeptFraction(0.5))
                .masks();
    }

    @TestFactory
    Stream<DynamicTest> undoesACutWhateverHasBecomeOfTheWeights() {
        return GraphExamples.all()
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    List<Mask> masks = half(network);
                    Network cut = Cut.apply(network, masks);
                    Network other = GraphExamples.lively(cut.architecture(), 77);
                    Network grafted = WeightsWriteBack.onto(network, other, masks);
                    assertNotEquals(network, grafted);
                    assertEquals(other, Cut.apply(grafted, masks));
                    assertEquals(network, WeightsWriteBack.onto(grafted, cut, masks), "the rest is as it was");
                }));
    }

    @Test
    void writesBlocksToTheirPlaces() {
        Network zeros = withAll(0);
        List<Mask> masks = List.of(new Mask("a", 3, List.of(0, 2)), new Mask("b", 2, List.of(1)));
        Network grafted = WeightsWriteBack.onto(zeros, ones(Cut.apply(zeros, masks)), masks);
        assertEquals(Tensor.of(zeros.weight("b.weight").shape(), 0, 0, 0, 1, 0, 1), grafted.weight("b.weight"));
        assertEquals(Tensor.of(zeros.weight("b.bias").shape(), 0, 1), grafted.weight("b.bias"));
        assertEquals(Tensor.of(zeros.weight("c.weight").shape(), 0, 1, 0, 1), grafted.weight("c.weight"));
    }

    private static Network withAll(float value) {
        return all(Examples.perceptron(1, 3, 2, 2), value);
    }

    private static Network ones(Network network) {
        return all(network, 1);
    }

    private static Network all(Network network, float value) {
        Network changed = network;
        for (Map.Entry<String, Tensor> entry : network.weights().entrySet()) {
            float[] values = entry.getValue().toArray();
            Arrays.fill(values, value);
            changed = changed.withWeights(
                    Map.of(entry.getKey(), Tensor.of(entry.getValue().shape(), values)));
        }
        return changed;
    }

    @Test
    void refusesANetworkThatTheMasksDoNotCutOut() {
        Network network = Examples.perceptron(1, 3, 2, 2);
        Network other = Initialisation.of(
                Cut.apply(network, List.of(new Mask("a", 3, List.of(0)))).architecture(), 1);
        List<Mask> masks = List.of(new Mask("a", 3, List.of(0, 2)));
        assertEquals(
                "write back: expected a network that these masks cut out of perceptron, got another one; hand over the masks of"
                        + " the cut",
                assertThrows(IllegalArgumentException.class, () -> WeightsWriteBack.onto(network, other, masks))
                        .getMessage());
    }
}
