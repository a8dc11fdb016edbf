package org.mipp.surgery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.GraphExamples;
import org.mipp.Methods;
import org.mipp.OperationExamples;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.network.Masking;
import org.mipp.network.Network;
import org.mipp.network.RelativeDifference;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.network.weights.NetworkFile;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.surgery.repair.Repair;

/** What holds for a network with each of the operations: what is masked is cut, captured, repaired, saved. */
class OperationsTest {

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> aMaskedNetworkComputesWhatTheCutOneDoes() {
        return each((network) -> {
            Structure structure = network.architecture().structure();
            List<Mask> masks = half(structure.prunable());
            double difference = RelativeDifference.between(
                    logits(Masking.of(network, structure, Masks.kept(masks))), logits(Cut.apply(network, masks)));
            assertTrue(difference <= 1e-4, "relative difference " + difference);
            assertTrue(masks.stream().anyMatch(mask -> mask.kept().size() < mask.nodes()), structure.toString());
        });
    }

    @TestFactory
    Stream<DynamicTest> pruningUnderstandsTheStructure() {
        return each(network -> {
            StructureCheck check = StructureCheck.of(network);
            assertTrue(check.passed(), check.toString());
        });
    }

    @TestFactory
    Stream<DynamicTest> aSavedNetworkIsTheSameOnceLoaded() {
        return each(network -> {
            Path file = folder.resolve("network.safetensors");
            NetworkFile.save(file, network);
            Network loaded = NetworkFile.load(file);
            assertEquals(network.architecture(), loaded.architecture());
            assertEquals(network.fingerprint(), loaded.fingerprint());
        });
    }

    /** On the captured images the repaired network is nearer to the original than the cut one. */
    @TestFactory
    Stream<DynamicTest> aCutNetworkIsRepaired() {
        Images images = GraphExamples.noise(300, 1);
        return each(network -> {
            Activations activations = Capture.of(network, images, CaptureOptions.DEFAULT);
            Masks masks = Methods.mipp().select(activations, new Budget.KeptFraction(0.6));
            Network cut = Cut.apply(network, masks);
            Network repaired = Repair.install(network, cut, masks);
            assertNotEquals(network.architecture(), cut.architecture());
            float[] expected = logits(network);
            double before = distance(expected, logits(cut));
            double after = distance(expected, logits(repaired));
            assertTrue(after < before, before + " before, " + after + " after");
        });
    }

    private interface Claim {
        void holdsFor(Network network);
    }

    private static Stream<DynamicTest> each(Claim claim) {
        Map<String, Network> networks = OperationExamples.all();
        return networks.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> claim.holdsFor(entry.getValue())));
    }

    /** Every second node of each layer, and one of each part that would be left without. */
    private static List<Mask> half(List<PrunableLayer> layers) {
        List<Mask> masks = new ArrayList<>();
        for (PrunableLayer layer : layers) {
            List<Integer> kept = new ArrayList<>();
            for (int node = 0; node < layer.nodes(); node += 2) {
                kept.add(node);
            }
            for (List<Integer> part : layer.parts()) {
                if (Collections.disjoint(kept, part)) {
                    kept.add(part.get(0));
                }
            }
            masks.add(new Mask(layer.name(), layer.nodes(), kept));
        }
        return masks;
    }

    private static float[] logits(Network network) {
        float[] images = new float[20 * 128];
        Random random = new Random(3);
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
        try (LiveNetwork live = LiveNetwork.open(network)) {
            return live.forward(live.manager()
                            .create(
                                    images,
                                    new Shape(20).addAll(network.architecture().input())))
                    .toFloatArray();
        }
    }

    private static double distance(float[] expected, float[] got) {
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.pow(expected[i] - got[i], 2);
        }
        return Math.sqrt(sum);
    }
}
