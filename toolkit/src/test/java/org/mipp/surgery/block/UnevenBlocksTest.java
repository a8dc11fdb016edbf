package org.mipp.surgery.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Budgets;
import org.mipp.Estimators;
import org.mipp.Examples;
import org.mipp.Explanations;
import org.mipp.GraphExamples;
import org.mipp.Methods;
import org.mipp.MutualInformation;
import org.mipp.OperationExamples;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.information.Information;
import org.mipp.information.LayerInformation;
import org.mipp.information.NodeInformation;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.explain.ExplainedPath;
import org.mipp.selection.explain.InformationFlow;
import org.mipp.surgery.Cut;
import org.mipp.surgery.Rescaling;
import org.mipp.surgery.repair.Repair;

/** All that looks at nodes or repairs maps, where nodes are groups of channels, are read twice, or through uneven columns. */
class UnevenBlocksTest {

    private static final Images NOISE = GraphExamples.noise(300, 1);

    private static Stream<DynamicTest> each(BiConsumer<Network, Activations> claim) {
        return Stream.of("groups", "groups behind a shuffle", "read twice", "pooled beside flattened", "wide and deep")
                .map(name -> telling(OperationExamples.all().get(name)))
                .map(network -> DynamicTest.dynamicTest(
                        network.label(),
                        () -> claim.accept(network, Capture.of(network, labelled(network), CaptureOptions.DEFAULT))));
    }

    /** The same network with logits of mean 0 and a largest one of 5: they tell images apart. */
    private static Network telling(Network network) {
        float[] logits = Examples.logits(network, NOISE);
        float[] mean = new float[3];
        IntStream.range(0, logits.length).forEach(i -> mean[i % 3] += 3 * logits[i] / logits.length);
        IntStream.range(0, logits.length).forEach(i -> logits[i] -= mean[i % 3]);
        float scale = 5 / Examples.largest(logits);
        Tensor last = network.weight("last.weight");
        Tensor bias = network.weight("last.bias");
        float[] weights = last.toArray();
        float[] shifts = bias.toArray();
        IntStream.range(0, weights.length).forEach(i -> weights[i] *= scale);
        IntStream.range(0, 3).forEach(i -> shifts[i] = scale * (shifts[i] - mean[i]));
        return network.withWeights(
                Map.of("last.weight", Tensor.of(last.shape(), weights), "last.bias", Tensor.of(bias.shape(), shifts)));
    }

    /** Noise, with the network's own answers as labels. */
    private static Images labelled(Network network) {
        float[] logits = Examples.logits(network, NOISE);
        byte[] labels = new byte[300];
        for (int i = 0; i < labels.length; i++) {
            int image = 3 * i;
            labels[i] = (byte) IntStream.range(0, 3)
                    .reduce(0, (best, other) -> logits[image + other] > logits[image + best] ? other : best);
        }
        byte[] pixels = new byte[300 * 128];
        new Random(1).nextBytes(pixels);
        return ImageArrays.of("noise", 2, 8, 8, 3, pixels, labels);
    }

    private static Masks whole(Activations activations) {
        return new Masks(
                activations,
                "all",
                new Budget.KeptFraction(1),
                activations.layers().stream()
                        .map(layer -> new Mask(layer.name(), layer.layer().nodes(), all(layer.layer())))
                        .toList(),
                List.of(),
                List.of(),
                activations.provenance());
    }

    @TestFactory
    Stream<DynamicTest> whatIsWholeIsLeftAsItIsByEveryRepair() {
        return each((network, activations) -> {
            Masks all = whole(activations);
            float[] before = Examples.logits(network, NOISE);
            float tolerance = 2e-3f * Examples.largest(before);
            assertArrayEquals(before, Examples.logits(Repair.install(network, network, all), NOISE), tolerance);
            assertArrayEquals(before, Examples.logits(Rescaling.apply(network, network, all), NOISE), tolerance);
            InformationFlow flow = Explanations.flow(all);
            flow.links().forEach(link -> assertEquals(1, link.preserved(), 1e-6, link.toString()));
        });
    }

    @TestFactory
    Stream<DynamicTest> repairByBlocksComesNearerThanNone() {
        return each((network, activations) -> {
            Masks masks = Methods.mipp().select(activations, Budgets.keep(0.6));
            Network cut = Cut.apply(network, masks);
            float[] target = Examples.logits(network, NOISE);
            double before = Examples.distance(target, Examples.logits(cut, NOISE));
            Network blocks = BlockRepair.install(network, cut, masks, 1).network();
            assertTrue(Examples.distance(target, Examples.logits(blocks, NOISE)) < before);
        });
    }

    /** The linear estimator from observations sees what the closed form sees from moments. */
    @TestFactory
    Stream<DynamicTest> everyNodeIsEstimatedOnce() {
        return each((network, activations) -> {
            Information closed = MutualInformation.estimateMi(activations, MutualInformation.gaussian());
            Information observed = MutualInformation.estimateMi(activations, Estimators.gaussianMi());
            for (int i = 0; i < closed.layers().size(); i++) {
                LayerInformation layer = closed.layers().get(i);
                List<Integer> nodes =
                        layer.nodes().stream().map(NodeInformation::node).toList();
                assertEquals(nodes.stream().distinct().toList(), nodes);
                assertEquals(
                        nodes,
                        observed.layers().get(i).nodes().stream()
                                .map(NodeInformation::node)
                                .toList());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whatPreservesLessIsSaidToAndRemovalsAreExplained() {
        return each((network, activations) -> {
            Masks masks = Methods.mipp().select(activations, Budgets.keep(0.5));
            Explanations.flow(masks)
                    .links()
                    .forEach(link -> assertTrue(link.preserved() > 0 && link.preserved() < 1 + 1e-6, link.toString()));
            String layer = activations.layers().get(0).name();
            ExplainedPath path = Explanations.explain(masks, layer);
            assertEquals(path.path().removals().size(), path.reasons().size());
        });
    }

    /** Targets that are labels, and widths by measured losses, whose trials repair by moments or by the whole g. */
    @TestFactory
    Stream<DynamicTest> labelsAndMeasuredLossesChooseToo() {
        return each((network, activations) -> {
            Masks labels = Methods.labelTargets().select(activations, Budgets.keep(0.5));
            assertTrue(Cut.apply(network, labels).architecture().nodes()
                    < network.architecture().nodes());
            Masks measured = Methods.mipp().select(activations, Budgets.measured(Budgets.macs(0.6)));
            assertTrue(Cut.apply(network, measured).architecture().macs()
                    <= 0.6 * network.architecture().macs());
        });
    }

    private static List<Integer> all(PrunableLayer layer) {
        return IntStream.range(0, layer.nodes()).boxed().toList();
    }
}
