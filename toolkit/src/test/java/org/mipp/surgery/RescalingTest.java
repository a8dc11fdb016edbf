package org.mipp.surgery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.baseline.activation.ThiNet;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;

/** ThiNet's rescaling against its normal equations. */
class RescalingTest {

    private static final Images NOISE = Examples.noise(200, 3);

    private static Masks masks(Network network, Images images, List<Integer> kept) {
        Activations captured = Capture.of(network, images, CaptureOptions.DEFAULT);
        return new Masks(
                captured,
                "by hand",
                new Budget.KeptFraction(0.5),
                List.of(new Mask("a", captured.layers().get(0).layer().nodes(), kept)),
                List.of(),
                List.of(),
                captured.provenance());
    }

    /** What is missing of the logits is orthogonal to what each node that is left contributes to them. */
    @Test
    void theRestIsOrthogonalToEveryContribution() {
        Network network = Examples.perceptron(4, 8, 3);
        Masks masks = masks(network, NOISE, List.of(1, 2, 5, 7));
        Network cut = Cut.apply(network, masks);
        Network rescaled = Rescaling.apply(network, cut, masks);
        float[] whole = Examples.logits(network, NOISE);
        float[] left = Examples.logits(rescaled, NOISE);
        double before = Examples.distance(whole, Examples.logits(cut, NOISE));
        double after = Examples.distance(whole, left);
        assertTrue(after < before, before + " before, " + after + " after");
        float[] old = cut.weight("b.weight").toArray();
        float[] scaled = rescaled.weight("b.weight").toArray();
        for (int node = 0; node < 4; node++) {
            Network without = cut;
            for (int c = 0; c < 3; c++) {
                assertEquals(scaled[node] / old[node], scaled[4 * c + node] / old[4 * c + node], 1e-4, "one number");
                without = Examples.with(without, "b.weight", 4 * c + node, 0);
            }
            float[] others = Examples.logits(without, NOISE);
            float[] all = Examples.logits(cut, NOISE);
            double product = 0;
            double size = 0;
            for (int i = 0; i < whole.length; i++) {
                double contribution = all[i] - others[i];
                product += (whole[i] - left[i]) * contribution;
                size += contribution * contribution;
            }
            assertEquals(0, product / size, 1e-3);
        }
    }

    @Test
    void aTwinThatStaysCountsTwiceAndADeadNodeStaysAsItIs() {
        Network twins = Examples.perceptron(5, 6, 3);
        for (int j = 0; j < 12; j++) {
            twins = Examples.with(
                    twins, "a.weight", 12 + j, twins.weight("a.weight").toArray()[j]);
            twins = Examples.with(twins, "a.weight", 24 + j, -1);
        }
        twins = Examples.with(twins, "a.bias", 1, twins.weight("a.bias").toArray()[0]);
        twins = Examples.with(twins, "a.bias", 2, -1); // never active
        for (int c = 0; c < 3; c++) {
            twins = Examples.with(
                    twins, "b.weight", 6 * c + 1, twins.weight("b.weight").toArray()[6 * c]);
        }
        Masks masks = masks(twins, NOISE, List.of(0, 2, 3, 4, 5));
        Network cut = Cut.apply(twins, masks);
        float[] rescaled = Rescaling.apply(twins, cut, masks).weight("b.weight").toArray();
        float[] old = cut.weight("b.weight").toArray();
        double[] expected = {2, 1, 1, 1, 1};
        for (int i = 0; i < old.length; i++) {
            assertEquals(expected[i % 5] * old[i], rescaled[i], 1e-3, "column " + i % 5);
        }
    }

    @TestFactory
    Stream<DynamicTest> rescalingAnUncutNetworkChangesNothingButRoundingInEveryFamily() {
        Images noise = GraphExamples.noise(60, 1);
        return GraphExamples.all()
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Masks all = new RandomSelection(1)
                            .select(Capture.of(network, noise, CaptureOptions.DEFAULT), new Budget.KeptFraction(1));
                    float[] before = Examples.logits(network, noise);
                    assertArrayEquals(
                            before,
                            Examples.logits(Rescaling.apply(network, network, all), noise),
                            2e-3f * Examples.largest(before));
                    Masks half = new ThiNet().select(all.activations(), new Budget.KeptFraction(0.5));
                    Network cut = Cut.apply(network, half);
                    assertEquals(
                            cut.architecture(),
                            Rescaling.apply(network, cut, half).architecture());
                }));
    }

    @Test
    void itHelpsLeNet() {
        Images digits = Examples.digits().train().first(1000);
        Network lenet = Examples.lenet().network();
        Masks masks = new ThiNet()
                .select(
                        Capture.of(lenet, digits, CaptureOptions.DEFAULT),
                        new Budget.KeptCounts(Map.of("conv1", 6, "conv2", 8, "fc1", 120, "fc2", 84)));
        Network cut = Cut.apply(lenet, masks);
        float[] target = Examples.logits(lenet, digits);
        double before = Examples.distance(target, Examples.logits(cut, digits));
        double after = Examples.distance(target, Examples.logits(Rescaling.apply(lenet, cut, masks), digits));
        assertTrue(after < before, before + " before, " + after + " after");
    }

    @Test
    void refusesMasksOfAnotherNetwork() {
        Network network = Examples.perceptron(4, 8, 3);
        Masks masks = masks(network, NOISE, List.of(1));
        Network other = Examples.perceptron(4, 7, 3);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Rescaling.apply(other, other, masks))
                .getMessage()
                .startsWith("masks: expected masks for perceptron with nodes {a=7}"));
    }
}
