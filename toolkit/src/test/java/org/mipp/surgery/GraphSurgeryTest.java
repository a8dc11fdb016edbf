package org.mipp.surgery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
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
import org.mipp.baseline.control.RandomSelection;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.surgery.repair.Repair;

/** The laws of surgery on networks that are no chains. */
class GraphSurgeryTest {

    private static final Images NOISE = GraphExamples.noise(300, 1);

    private static Stream<Network> networks() {
        return Stream.of(
                GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 2),
                GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 3),
                GraphExamples.everythingElse(4),
                GraphExamples.pooled(5));
    }

    /** In a network of option A the first stage makes only some nodes of the stream: one of them has to stay. */
    @TestFactory
    Stream<DynamicTest> noMapIsLeftWithoutNodesHoweverSmallTheBudget() {
        return networks()
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Activations captured = Capture.of(network, NOISE, CaptureOptions.DEFAULT);
                    Budget little = new Budget.KeptFraction(0.01);
                    for (SelectionMethod method :
                            List.of(new ClosedFormTerc(Regularisation.DEFAULT), new RandomSelection(1), new L1Norm())) {
                        Masks masks = method.select(captured, little);
                        assertEquals(
                                network.architecture().layers().size(),
                                Cut.apply(network, masks)
                                        .architecture()
                                        .layers()
                                        .size());
                    }
                }));
    }

    @Test
    void refusesMasksThatWouldLeaveAMapWithoutNodes() {
        Network network = GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 2);
        Activations captured = Capture.of(network, NOISE, CaptureOptions.DEFAULT);
        PrunableLayer stream = network.architecture().prunable().stream()
                .filter(PrunableLayer::tied)
                .findFirst()
                .orElseThrow();
        Masks masks = masks(captured, List.of(new Mask(stream.name(), stream.nodes(), List.of(0, 15))));
        String message = assertThrows(IllegalArgumentException.class, () -> Cut.apply(network, masks))
                .getMessage();
        assertTrue(message.startsWith("cut: expected a node of conv1 to stay, got none"), message);
        assertTrue(message.endsWith("keep one of nodes [6, 7, 8, 9] of " + stream.name()), message);
    }

    /** Every group alone, and all together. */
    @TestFactory
    Stream<DynamicTest> theMaskedNetworkAndTheCutNetworkComputeTheSame() {
        return networks().flatMap(network -> {
            Activations captured = Capture.of(network, NOISE, CaptureOptions.DEFAULT);
            List<PrunableLayer> layers = network.architecture().prunable();
            return Stream.concat(layers.stream().map(List::of), Stream.of(layers))
                    .map(some -> DynamicTest.dynamicTest(
                            network.label() + ": "
                                    + some.stream().map(PrunableLayer::name).toList(),
                            () -> sameMaskedAndCut(network, captured, some)));
        });
    }

    private static void sameMaskedAndCut(Network network, Activations captured, List<PrunableLayer> layers) {
        Masks masks =
                masks(captured, layers.stream().map(layer -> half(layer, 7)).toList());
        Network cut = Cut.apply(network, masks);
        float[] masked = Examples.logits(masked(network, masks), NOISE);
        assertTrue(cut.architecture().parameterCount() < network.architecture().parameterCount());
        assertArrayEquals(masked, Examples.logits(cut, NOISE), 1e-5f * Examples.largest(masked));
    }

    @TestFactory
    Stream<DynamicTest> repairingAnUncutNetworkChangesNothingButRounding() {
        return networks()
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Masks all = masks(Capture.of(network, NOISE, CaptureOptions.DEFAULT), List.of());
                    float[] before = Examples.logits(network, NOISE);
                    assertArrayEquals(
                            before,
                            Examples.logits(Repair.install(network, network, all), NOISE),
                            2e-3f * Examples.largest(before));
                }));
    }

    @TestFactory
    Stream<DynamicTest> gBringsTheLogitsNearerToTheOriginalOnes() {
        return networks()
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Activations captured = Capture.of(network, NOISE, CaptureOptions.DEFAULT);
                    Masks masks =
                            new ClosedFormTerc(Regularisation.DEFAULT).select(captured, new Budget.KeptFraction(0.6));
                    Network cut = Cut.apply(network, masks);
                    float[] target = Examples.logits(network, NOISE);
                    double before = Examples.distance(target, Examples.logits(cut, NOISE));
                    double after =
                            Examples.distance(target, Examples.logits(Repair.install(network, cut, masks), NOISE));
                    assertTrue(after < 0.5 * before, before + " before, " + after + " after");
                }));
    }

    @TestFactory
    Stream<DynamicTest> layersThatWereNotChosenFromStayWhole() {
        return networks()
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Activations captured = Capture.of(network, NOISE, CaptureOptions.DEFAULT);
                    String first = captured.layers().get(0).name();
                    Masks masks = new ClosedFormTerc(Regularisation.DEFAULT)
                            .select(captured.only(layer -> layer.name().equals(first)), new Budget.KeptFraction(0.5));
                    for (Mask mask : masks.masks()) {
                        assertEquals(mask.layer().equals(first), mask.kept().size() < mask.nodes(), mask.toString());
                    }
                }));
    }

    private static Mask half(PrunableLayer layer, long seed) {
        List<Integer> nodes = new java.util.ArrayList<>(
                IntStream.range(0, layer.nodes()).boxed().toList());
        java.util.Collections.shuffle(nodes, new Random(seed));
        return new Mask(layer.name(), layer.nodes(), nodes.subList(0, (layer.nodes() + 1) / 2));
    }

    private static Masks masks(Activations captured, List<Mask> masks) {
        return new Masks(
                captured, "by hand", new Budget.KeptFraction(0.5), masks, List.of(), List.of(), captured.provenance());
    }

    /** The same network with the weights that read removed nodes set to zero. */
    static Network masked(Network network, Masks masks) {
        Map<String, Tensor> changed = new HashMap<>(network.weights());
        for (PrunableLayer layer : network.architecture().prunable()) {
            for (DownstreamLayer reader : layer.readers()) {
                String name = reader.map() + ".weight";
                Tensor old = changed.get(name);
                float[] weights = old.toArray();
                int columns = reader.nodes().size() * reader.columnsPerNode();
                for (int i = 0; i < weights.length; i++) {
                    int node = reader.nodes().get(i % columns / reader.columnsPerNode());
                    boolean gone = node >= 0 && !masks.mask(layer.name()).keeps(node);
                    weights[i] = gone ? 0 : weights[i];
                }
                changed.put(name, Tensor.of(old.shape(), weights));
            }
        }
        return network.withWeights(changed);
    }
}
