package org.mipp.selection.terc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.LabelCapture;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;

class LabelTercTest {

    private static final Images DIGITS = Examples.digits().train().first(500);

    /** One pixel says the class, the others are noise; node 3 reads that pixel alone. */
    @Test
    void theNodeThatTellsTheLabelStaysLongest() {
        Images noise = Examples.noise(600, 4);
        byte[] pixels = new byte[noise.pixels().remaining()];
        noise.pixels().get(pixels);
        byte[] labels = new byte[noise.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) ((pixels[12 * i] & 0xff) / 128);
        }
        Images labelled =
                ImageArrays.of("by one pixel", noise.channels(), noise.height(), noise.width(), 2, pixels, labels);
        Network network = Examples.perceptron(3, 6, 4);
        float[] weights = network.weight("a.weight").toArray();
        float[] bias = network.weight("a.bias").toArray();
        for (int node = 0; node < 6; node++) {
            for (int pixel = 0; pixel < 12; pixel++) {
                weights[12 * node + pixel] = pixel == 0 ? node == 3 ? 1 : 0 : weights[12 * node + pixel];
                weights[12 * node + pixel] = node == 3 && pixel > 0 ? 0 : weights[12 * node + pixel];
            }
        }
        bias[3] = 0;
        Network chosen = network.withWeights(Map.of(
                "a.weight", Tensor.of(network.weight("a.weight").shape(), weights),
                "a.bias", Tensor.of(network.weight("a.bias").shape(), bias)));
        Masks masks = Methods.labelTargets()
                .select(Capture.of(chosen, labelled, CaptureOptions.DEFAULT), new Budget.KeptCounts(Map.of("a", 1)));
        assertEquals(List.of(3), masks.mask("a").kept());
        assertEquals("MIPP, labels as targets", masks.method());
    }

    @Test
    void everyMapSeesOneRowPerImageOnACoarseGrid() {
        Network lenet = Examples.lenet().network();
        List<LayerActivations> labelled = LabelCapture.of(Capture.of(lenet, DIGITS, CaptureOptions.DEFAULT));
        assertEquals(
                List.of("conv1 25", "conv2 25", "fc1 1", "fc2 1"),
                labelled.stream()
                        .map(layer -> layer.name() + " "
                                + layer.links().get(0).reader().columnsPerNode())
                        .toList());
        labelled.forEach(layer -> assertEquals(500, layer.links().get(0).rows()));
        labelled.forEach(
                layer -> assertEquals(10, layer.links().get(0).moments().targets()));
    }

    @Test
    void budgetsOfTheWholeNetworkAreSharedOut() {
        Network lenet = Examples.lenet().network();
        Activations captured = Capture.of(lenet, DIGITS, CaptureOptions.DEFAULT);
        Masks masks =
                Methods.labelTargets().select(captured, NetworkBudget.share(NetworkBudget.Resource.PARAMETERS, 0.25));
        long left = org.mipp.surgery.Cut.apply(lenet, masks).architecture().parameterCount();
        assertTrue(left <= 0.25 * lenet.architecture().parameterCount(), left + " parameters");
        assertEquals(captured, masks.activations());
    }

    @Test
    void refusesImagesOfOneClassAndImagesWithoutLabels() {
        Network lenet = Examples.lenet().network();
        byte[] pixels = new byte[DIGITS.pixels().remaining()];
        DIGITS.pixels().get(pixels);
        Images same = ImageArrays.of("same", 1, 28, 28, 10, pixels, new byte[DIGITS.size()]);
        String one = message(Capture.of(lenet, same, CaptureOptions.DEFAULT));
        assertTrue(one.startsWith("labels as targets: expected images of at least two classes"), one);
        String none = message(Capture.of(lenet, DIGITS.withoutLabels(), CaptureOptions.DEFAULT));
        assertTrue(none.contains("label"), none);
    }

    private static String message(Activations captured) {
        return assertThrows(IllegalArgumentException.class, () -> Methods.labelTargets()
                        .select(captured, new Budget.KeptFraction(0.5)))
                .getMessage();
    }
}
