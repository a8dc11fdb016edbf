package org.mipp.network.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mipp.GraphExamples;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.LeNet5;

/** Costs of cuts that nobody makes, against those of networks that were cut. */
class CutCostsTest {

    @TestFactory
    Stream<DynamicTest> theyAreThoseOfTheCutNetwork() {
        return Stream.concat(
                        GraphExamples.all().map(network -> network.architecture()),
                        Stream.of(LeNet5.architecture(), CifarResNet.of(8, CifarResNet.Shortcut.ZEROS, 10)))
                .map(architecture -> DynamicTest.dynamicTest(architecture.name(), () -> {
                    Structure structure = architecture.structure();
                    CutCosts costs = CutCosts.of(structure);
                    Random random = new Random(1);
                    for (int trial = 0; trial < 5; trial++) {
                        KeptNodes kept = some(structure, random);
                        Architecture cut = structure.cut(kept);
                        assertEquals(cut.parameterCount(), costs.parameters(kept));
                        assertEquals(cut.macs(), costs.macs(kept));
                        assertEquals(cut.nodes(), costs.nodes(kept));
                    }
                    assertEquals(architecture.parameterCount(), costs.parameters(KeptNodes.ALL));
                    assertEquals(architecture.macs(), costs.macs(KeptNodes.ALL));
                }));
    }

    /** About half of the nodes, and the first of every part. */
    private static KeptNodes some(Structure structure, Random random) {
        Map<String, boolean[]> kept = new HashMap<>();
        for (PrunableLayer layer : structure.prunable()) {
            boolean[] stays = new boolean[layer.nodes()];
            stays[0] = true;
            for (int node = 1; node < stays.length; node++) {
                stays[node] = random.nextBoolean();
            }
            layer.parts().forEach(part -> stays[part.get(0)] = true);
            kept.put(layer.name(), stays);
        }
        return KeptNodes.of(kept);
    }
}
