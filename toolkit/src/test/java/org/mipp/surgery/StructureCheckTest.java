package org.mipp.surgery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Mask;

/** The check passes where surgery is right, and sees where it would be wrong. */
class StructureCheckTest {

    @TestFactory
    Stream<DynamicTest> everyKindOfNetworkPasses() {
        return Stream.of(
                        GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 2),
                        GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 3),
                        GraphExamples.everythingElse(4),
                        GraphExamples.pooled(5),
                        GraphExamples.builtWithDjl(6))
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    StructureCheck check = StructureCheck.of(network, 7);
                    assertTrue(check.passed(), check.toString());
                    assertTrue(check.layers().stream().allMatch(StructureCheck.Finding::verified), check.toString());
                    assertEquals(
                            network.architecture().prunable().size(),
                            check.layers().size());
                }));
    }

    /** Narrow rectified layers without biases, as they come: in many of them nothing gets through once half is cut. */
    @Test
    void fortyNetworksWithoutBiasesPass() {
        long blind = 0;
        for (int seed = 0; seed < 40; seed++) {
            Network network = Initialisation.of(withoutBiases(new Random(seed)), seed);
            StructureCheck check = StructureCheck.of(network, seed);
            assertTrue(check.layers().stream().allMatch(StructureCheck.Finding::verified), check.toString());
            blind += check.layers().stream()
                    .filter(finding -> finding.cut() > 0 && overlooked(network, finding.layer(), check.seed()))
                    .count();
        }
        assertEquals(0, blind, "layers of which a reader was forgotten, and nobody saw it");
    }

    /** Whether the check passes though one of the layer's readers is forgotten. */
    private static boolean overlooked(Network network, String name, long seed) {
        PrunableLayer right = network.architecture().prunable().stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow();
        PrunableLayer wrong = new PrunableLayer(name, right.nodes(), right.makers(), List.of());
        return StructureCheck.finding(network, wrong, seed).verified();
    }

    private static Architecture withoutBiases(Random random) {
        Shape input = new Shape(1 + random.nextInt(2), 6, 6);
        ArchitectureBuilder layers = new ArchitectureBuilder("without biases", input);
        int channels = (int) input.get(0);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            int filters = 2 + random.nextInt(3);
            layers.then("conv" + i, new Convolution(channels, filters, 3, 1, 1, false))
                    .then("bent" + i, new Relu());
            channels = filters;
        }
        layers.then("flat", new Flatten());
        int inputs = 36 * channels;
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            int units = 2 + random.nextInt(3);
            layers.then("full" + i, new FullyConnected(inputs, units, false)).then("cut" + i, new Relu());
            inputs = units;
        }
        return layers.then("last", new FullyConnected(inputs, 3, false)).build();
    }

    @Test
    void aLastLayerOfZerosHidesNothing() {
        Network network = GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 3);
        String last = network.architecture().last().name();
        Tensor zeros = Tensor.of(
                network.weight(last + ".weight").shape(),
                new float[network.weight(last + ".weight").toArray().length]);
        Network zero = network.withWeights(Map.of(last + ".weight", zeros));
        StructureCheck check = StructureCheck.of(zero, 1);
        assertTrue(check.layers().stream().allMatch(StructureCheck.Finding::verified), check.toString());
        PrunableLayer right = zero.architecture().prunable().get(0);
        PrunableLayer wrong = new PrunableLayer(
                right.name(),
                right.nodes(),
                right.makers(),
                right.readers().subList(1, right.readers().size()));
        assertFalse(StructureCheck.finding(zero, wrong, 1).verified(), "a reader was overlooked");
    }

    @Test
    void printsEveryLayerAndWhatCannotBePruned() {
        String text = StructureCheck.of(Examples.perceptron(1, 5, 1, 3)).toString();
        assertTrue(text.startsWith("Structure of perceptron: 1 of 2 prunable layers verified (seed 0)\n"), text);
        assertTrue(text.contains("  a: 2 of 5 nodes cut, verified, relative difference "), text);
        assertTrue(text.contains("  b: 0 of 1 nodes cut, not checked, every node is needed\n"), text);
        assertTrue(text.endsWith("  c: not prunable, its nodes are the network's outputs"), text);
    }

    @Test
    void layersThatCannotLoseNodesDoNotSpoilTheResult() {
        assertTrue(StructureCheck.of(Examples.perceptron(1, 5, 1, 3)).passed());
    }

    /** A structure that overlooks who reads a node: cutting then removes more than it should. */
    @Test
    void aReaderThatWasOverlookedIsFound() {
        Network network = GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 3);
        PrunableLayer right = network.architecture().prunable().stream()
                .filter(layer -> layer.readers().size() > 1)
                .findFirst()
                .orElseThrow();
        List<DownstreamLayer> some = right.readers().subList(1, right.readers().size());
        PrunableLayer wrong = new PrunableLayer(right.name(), right.nodes(), right.makers(), some);
        assertTrue(StructureCheck.finding(network, right, 1).verified());
        StructureCheck.Finding found = StructureCheck.finding(network, wrong, 1);
        assertFalse(found.verified());
        assertTrue(found.toString().contains("nodes cut, NOT VERIFIED, relative difference"), found.toString());
        assertFalse(new StructureCheck("wrong", List.of(found), Map.of(), 1).passed());
    }

    @Test
    void aNetworkThatCannotBeCutIsNamedWithTheReason() {
        Network network = GraphExamples.pooled(5);
        PrunableLayer unknown = new PrunableLayer("head", 4, List.of(), List.of());
        StructureCheck.Finding found = StructureCheck.finding(network, unknown, 1);
        assertFalse(found.verified());
        assertTrue(
                found.toString().startsWith("head: 2 of 4 nodes cut, NOT VERIFIED, masks for pooled: expected"),
                found.toString());
    }

    @Test
    void masksWrittenByHandCutOneLayerAndLeaveTheOthersWhole() {
        Network network = Examples.perceptron(1, 5, 4, 3);
        Network cut = Cut.apply(network, List.of(new Mask("a", 5, List.of(0, 3))));
        assertEquals(2, cut.architecture().map("a").outputs());
        assertEquals(4, cut.architecture().map("b").outputs());
    }

    @Test
    void refusesTwoMasksForALayerAndMasksOfAnotherNetwork() {
        Network network = Examples.perceptron(1, 5, 3);
        Mask mask = new Mask("a", 5, List.of(0));
        assertEquals("masks: expected one mask for a, got two; leave one out", refusal(network, List.of(mask, mask)));
        assertEquals(
                "masks for perceptron: expected layers among [a], got 'x'",
                refusal(network, List.of(new Mask("x", 5, List.of(0)))));
    }

    private static String refusal(Network network, List<Mask> masks) {
        return assertThrows(IllegalArgumentException.class, () -> Cut.apply(network, masks))
                .getMessage();
    }
}
