package org.mipp.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.selection.BudgetExamples.ALL;
import static org.mipp.selection.BudgetExamples.CAPTURED;
import static org.mipp.selection.BudgetExamples.DEEP;
import static org.mipp.selection.BudgetExamples.MIPP;
import static org.mipp.selection.BudgetExamples.WHOLE;
import static org.mipp.selection.NetworkBudget.Resource.MACS;
import static org.mipp.selection.NetworkBudget.Resource.NODES;
import static org.mipp.selection.NetworkBudget.Resource.PARAMETERS;
import static org.mipp.selection.NetworkBudget.Weighting.LOSS;
import static org.mipp.selection.NetworkBudget.Weighting.LOSS_PER_COST;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.network.structure.KeptNodes;
import org.mipp.surgery.Cut;

/** Targets of the whole network and how they are shared out. */
class NetworkBudgetTest {

    @ParameterizedTest
    @EnumSource(NetworkBudget.Resource.class)
    void aTargetOfEverythingKeepsEverything(NetworkBudget.Resource resource) {
        assertEquals(
                ALL.masks(),
                MIPP.select(CAPTURED, NetworkBudget.share(resource, 1)).masks());
        assertEquals(
                ALL.masks(),
                MIPP.select(CAPTURED, NetworkBudget.of(resource, 1_000_000)).masks());
    }

    @TestFactory
    Stream<DynamicTest> theTargetIsReachedFromBelowAndWithOneNodeMoreItWouldBeMissed() {
        return budgets()
                .map(budget -> DynamicTest.dynamicTest(budget + ", " + budget.weighting(), () -> {
                    Masks masks = MIPP.select(CAPTURED, budget);
                    long most = budget.most(WHOLE);
                    assertEquals(budget, masks.budget());
                    assertTrue(cost(budget, masks.widths().counts()) <= most, "at most the target");
                    assertEquals(
                            cost(budget, masks.widths().counts()),
                            budget.resource().of(Cut.apply(DEEP, masks).architecture()));
                    for (RemovalPath path : ALL.paths()) {
                        Map<String, Integer> more =
                                new LinkedHashMap<>(masks.widths().counts());
                        more.merge(path.layer(), 1, Integer::sum);
                        if (taken(masks, path) > 0) {
                            assertTrue(cost(budget, more) > most, "no node of " + path.layer() + " fits any more");
                        }
                    }
                }));
    }

    private static Stream<NetworkBudget> budgets() {
        return Stream.of(
                        NetworkBudget.of(PARAMETERS, 150),
                        NetworkBudget.of(MACS, 90),
                        NetworkBudget.share(MACS, 0.5),
                        NetworkBudget.of(NODES, 10),
                        NetworkBudget.share(NODES, 0.7))
                .flatMap(budget -> Stream.of(budget.weighted(LOSS), budget.weighted(LOSS_PER_COST)));
    }

    private static int taken(Masks masks, RemovalPath path) {
        return path.nodes() - masks.mask(path.layer()).kept().size();
    }

    /** The largest loss of the first removals of a path, per cost if the budget says so. */
    private static double threshold(NetworkBudget budget, RemovalPath path, int removals) {
        Map<String, Integer> oneLess = new LinkedHashMap<>(ALL.widths().counts());
        oneLess.merge(path.layer(), -1, Integer::sum);
        long price = cost(budget, ALL.widths().counts()) - cost(budget, oneLess);
        double loss = path.removals().subList(0, removals).stream()
                .mapToDouble(removal -> removal.share().orElseThrow())
                .max()
                .orElse(0);
        return budget.weighting() == LOSS ? loss : loss / price;
    }

    private static long cost(NetworkBudget budget, Map<String, Integer> widths) {
        Map<String, boolean[]> kept = new LinkedHashMap<>();
        ALL.masks().forEach(mask -> {
            boolean[] flags = new boolean[mask.nodes()];
            IntStream.range(0, widths.get(mask.layer())).forEach(node -> flags[node] = true);
            kept.put(mask.layer(), flags);
        });
        return budget.resource().of(WHOLE.structure().cut(KeptNodes.of(kept)));
    }

    @TestFactory
    Stream<DynamicTest> whatCostsMoreGoesOnlyWhereAllThatCostsLessWouldNotSuffice() {
        return budgets()
                .map(budget -> DynamicTest.dynamicTest(budget + ", " + budget.weighting(), () -> {
                    Masks masks = MIPP.select(CAPTURED, budget);
                    double dearest = ALL.paths().stream()
                            .mapToDouble(path -> threshold(budget, path, taken(masks, path)))
                            .max()
                            .orElseThrow();
                    Map<String, Integer> cheaper = new LinkedHashMap<>();
                    for (RemovalPath path : ALL.paths()) {
                        int removals = 0;
                        while (removals < path.removals().size() && threshold(budget, path, removals + 1) < dearest) {
                            removals++;
                        }
                        cheaper.put(path.layer(), path.nodes() - removals);
                    }
                    assertTrue(cost(budget, cheaper) > budget.most(WHOLE));
                }));
    }

    @Test
    void smallerTargetsGiveSmallerNetworksAndOfTwoMasksOfTheLastLayerTheSmallerIsPartOfTheLarger() {
        for (NetworkBudget.Weighting weighting : NetworkBudget.Weighting.values()) {
            Masks before = ALL;
            for (double share : new double[] {0.9, 0.7, 0.5, 0.3, 0.2}) {
                NetworkBudget budget = NetworkBudget.share(PARAMETERS, share).weighted(weighting);
                Masks masks = MIPP.select(CAPTURED, budget);
                assertTrue(cost(budget, masks.widths().counts())
                        <= cost(budget, before.widths().counts()));
                List<Integer> now = masks.mask("c").kept();
                List<Integer> then = before.mask("c").kept();
                assertTrue(
                        now.size() <= then.size()
                                ? new HashSet<>(then).containsAll(now)
                                : new HashSet<>(now).containsAll(then)); // nodes that fitted were put back
                before = masks;
            }
        }
    }

    @Test
    void roundedWidthsMeetTheTargetAndFloorsHold() {
        for (NetworkBudget.Resource resource : NetworkBudget.Resource.values()) {
            NetworkBudget budget =
                    NetworkBudget.share(resource, 0.6).roundedTo(3).atLeast(0.3);
            for (SelectionMethod method : List.of(MIPP, new L1Norm())) {
                Masks masks = method.select(CAPTURED, budget);
                assertTrue(cost(budget, masks.widths().counts()) <= budget.most(WHOLE));
                for (Mask mask : masks.masks()) {
                    int width = mask.kept().size();
                    assertTrue(width == mask.nodes() || width % 3 == 0 && width >= 0.3 * mask.nodes(), "" + mask);
                }
            }
        }
        String refused = refusal(MIPP, NetworkBudget.share(NODES, 0.2).atLeast(0.5));
        assertEquals(
                "nodes: expected a target of at least 15, what perceptron costs when every layer is at the end of its removal"
                        + " path (at least 50 % of each layer), got 5; allow more",
                refused);
    }

    @Test
    void aLayerThatComesDownToOneNodeIsDoubtedUnlessItWasToldTo() {
        Masks narrow = MIPP.select(CAPTURED, NetworkBudget.of(PARAMETERS, 23));
        String doubt = "one node is left of a, b, c: all that goes on from there passes through it; a floor, as in"
                + " parameters(0.1).atLeast(0.1), prevents that";
        assertTrue(narrow.warnings().contains(doubt), "" + narrow.warnings());
        Masks told = MIPP.select(CAPTURED, narrow.widths());
        assertTrue(told.warnings().stream().noneMatch(warning -> warning.startsWith("one node")));
        Masks floored = MIPP.select(CAPTURED, NetworkBudget.of(PARAMETERS, 80).atLeast(0.25));
        assertTrue(floored.warnings().stream().noneMatch(warning -> warning.startsWith("one node")));
    }

    @Test
    void refusesATargetBelowWhatOneNodePerLayerCosts() {
        assertEquals(
                "parameters: expected a target of at least 23, what perceptron costs when every layer is at the end of its"
                        + " removal path, got 22; allow more",
                refusal(MIPP, NetworkBudget.of(PARAMETERS, 22)));
        Masks least = MIPP.select(CAPTURED, NetworkBudget.of(PARAMETERS, 23));
        assertEquals(Map.of("a", 1, "b", 1, "c", 1), least.widths().counts());
        assertEquals(
                "nodes: expected a target of at least 3, what perceptron costs when every layer is at the end of its removal"
                        + " path, got 2; allow more",
                refusal(MIPP, NetworkBudget.share(NODES, 0.1)));
    }

    private static String refusal(SelectionMethod method, Budget budget) {
        return assertThrows(IllegalArgumentException.class, () -> method.select(CAPTURED, budget))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 20_000, Double.NaN})
    void refusesSharesOutsideTheirRange(double share) {
        String message = assertThrows(IllegalArgumentException.class, () -> NetworkBudget.share(MACS, share))
                .getMessage();
        assertEquals(
                "MACs: expected a share above 0 and at most 1, got " + share
                        + "; give a number of MACs as a whole number",
                message);
    }

    @Test
    void refusesNumbersThatAreNoneOrNotWhole() {
        assertEquals(
                "nodes: expected a whole number of at least 1, got 0.0",
                assertThrows(IllegalArgumentException.class, () -> NetworkBudget.of(NODES, 0))
                        .getMessage());
        assertEquals(
                "nodes: expected a whole number of at least 1, got 2.5",
                assertThrows(IllegalArgumentException.class, () -> new NetworkBudget(NODES, 2.5, false, LOSS))
                        .getMessage());
    }

    @Test
    void saysWhatItAllows() {
        assertEquals(
                List.of("at most 20,000 parameters", "4x fewer MACs"),
                List.of(
                        NetworkBudget.of(PARAMETERS, 20_000).toString(),
                        NetworkBudget.share(MACS, 0.25).toString()));
    }
}
