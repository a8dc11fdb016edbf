package org.mipp.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mipp.selection.NetworkBudget.Resource;
import org.mipp.selection.NetworkBudget.Weighting;
import org.mipp.selection.terc.Terc;

/** Texts of budgets and methods are complete, and the same in every process. */
class TextsTest {

    /** The order of Java's unmodifiable maps differs from process to process. */
    @Test
    void widthsStandInTheOrderOfTheLayersNamesWhateverMapTheyCameFrom() {
        List<String> layers = List.of("fc2", "conv1", "fc1", "conv2", "a", "zz", "layer3.2.conv1", "b");
        Map<String, Integer> counts = new HashMap<>();
        layers.forEach(layer -> counts.put(layer, layer.length()));
        String expected = "widths {a=1, b=1, conv1=5, conv2=5, fc1=3, fc2=3, layer3.2.conv1=14, zz=2}";
        assertEquals(expected, new Budget.KeptCounts(counts).toString());
        assertEquals(expected, new Budget.KeptCounts(Map.copyOf(counts)).toString());
    }

    @Test
    void widthsDoNotChangeWithTheMapTheyCameFrom() {
        Map<String, Integer> counts = new HashMap<>(Map.of("a", 2));
        Budget.KeptCounts budget = new Budget.KeptCounts(counts);
        counts.put("a", 3);
        assertEquals(Map.of("a", 2), budget.counts());
    }

    @Test
    void budgetsThatDifferInTheirWeightingAreToldApart() {
        NetworkBudget perCost = NetworkBudget.share(Resource.MACS, 0.25);
        assertEquals("4x fewer MACs", perCost.toString());
        assertEquals(
                "4x fewer MACs, losses as they are",
                perCost.weighted(Weighting.LOSS).toString());
        assertEquals(
                "at most 200 nodes, losses as they are",
                NetworkBudget.of(Resource.NODES, 200).weighted(Weighting.LOSS).toString());
    }

    @Test
    void aSearchIsKnownByItsEstimatorsNameAndAllItsNumbers() {
        String noise = "Regularisation[ridge=1.0E-4, noise=0.1]";
        assertEquals(
                "TERC, yours (anew for every node, 300 rows, " + noise + ", seed 0)",
                new Terc((x, y) -> 0).rows(300).toString());
        assertEquals(
                "TERC as published (5 networks, 5120 rows, " + noise + ", seed 2)",
                Terc.published(5).seed(2).toString());
    }

    @Test
    void anExperimentsSeedIsThatOfASearchsNoise() {
        Terc search = new Terc((x, y) -> 0);
        assertEquals(3, search.seeded(3).seed());
        assertNotEquals(search.toString(), search.seeded(3).toString());
    }
}
