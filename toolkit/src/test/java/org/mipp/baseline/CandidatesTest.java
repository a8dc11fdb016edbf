package org.mipp.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.selection.NetworkBudget.Resource.MACS;
import static org.mipp.selection.NetworkBudget.Resource.NODES;
import static org.mipp.selection.NetworkBudget.Resource.PARAMETERS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.network.Network;
import org.mipp.network.structure.KeptNodes;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.surgery.Cut;

/** How scores lead to masks, whatever the scores mean. */
class CandidatesTest {

    private static final Network NETWORK = Examples.perceptron(1, 4, 3, 2);
    private static final Activations CAPTURED = Capture.of(NETWORK, Examples.noise(50, 1), CaptureOptions.DEFAULT);
    private static final Map<String, double[]> SCORES =
            Map.of("a", new double[] {5, 1, 4, 2}, "b", new double[] {-1, 3, 0});

    /** A ranking by scores made up by the test. */
    private static final class MadeUp extends Ranking {

        private final int steps;
        private final Function<Candidates, Map<String, double[]>> scores;

        MadeUp(int steps, Function<Candidates, Map<String, double[]>> scores) {
            this.steps = steps;
            this.scores = scores;
        }

        @Override
        public String name() {
            return "made up";
        }

        @Override
        public int steps() {
            return steps;
        }

        @Override
        public Map<String, double[]> scores(Candidates candidates) {
            return scores.apply(candidates);
        }
    }

    private static Masks select(Budget budget) {
        return new MadeUp(1, candidates -> SCORES).select(CAPTURED, budget);
    }

    private static Map<String, List<Integer>> kept(Masks masks) {
        Map<String, List<Integer>> kept = new TreeMap<>();
        masks.masks().forEach(mask -> kept.put(mask.layer(), mask.kept()));
        return kept;
    }

    @Test
    void budgetsOfWidthsKeepTheBestOfEachLayer() {
        assertEquals(
                Map.of("a", List.of(0, 2), "b", List.of(1)),
                kept(select(new Budget.KeptCounts(Map.of("a", 2, "b", 1)))));
    }

    @Test
    void budgetsOfTheNetworkTakeTheLowestOfAllLayersFirstAndLeaveOneOfEach() {
        List<Map<String, List<Integer>>> expected = List.of(
                Map.of("a", List.of(0, 1, 2, 3), "b", List.of(0, 1, 2)),
                Map.of("a", List.of(0, 1, 2, 3), "b", List.of(1, 2)),
                Map.of("a", List.of(0, 1, 2, 3), "b", List.of(1)),
                Map.of("a", List.of(0, 2, 3), "b", List.of(1)),
                Map.of("a", List.of(0, 2), "b", List.of(1)),
                Map.of("a", List.of(0), "b", List.of(1)));
        for (int gone = 0; gone < expected.size(); gone++) {
            assertEquals(expected.get(gone), kept(select(NetworkBudget.of(NODES, 7 - gone))));
        }
    }

    @Test
    void parametersAndMacsAreMetFromBelowAndWhatFitsAgainAfterTheLastRemovalComesBack() {
        // order: b0, b2, a1, a3, a2; 12 pixels, 2 outputs
        assertEquals(
                Map.of("a", List.of(0, 2), "b", List.of(1)),
                kept(select(NetworkBudget.of(PARAMETERS, 2 * 13 + 3 + 4))));
        assertEquals( // without a2 there are 13 + 2 parameters less: room for b2 and b0
                Map.of("a", List.of(0), "b", List.of(0, 1, 2)),
                kept(select(NetworkBudget.of(PARAMETERS, 2 * 13 + 3 + 4 - 1))));
        assertEquals(
                Map.of("a", List.of(0, 2, 3), "b", List.of(1)), kept(select(NetworkBudget.of(MACS, 3 * 12 + 3 + 2))));
    }

    @Test
    void theWeightingOfTheBudgetDoesNotMatter() {
        NetworkBudget budget = NetworkBudget.of(PARAMETERS, 40);
        assertEquals(
                kept(select(budget.weighted(NetworkBudget.Weighting.LOSS))),
                kept(select(budget.weighted(NetworkBudget.Weighting.LOSS_PER_COST))));
    }

    @Test
    void equalScoresGoFromTheFirstNodeOn() {
        Masks masks = new MadeUp(1, candidates -> Map.of("a", new double[4], "b", new double[3]))
                .select(CAPTURED, NetworkBudget.of(NODES, 4));
        assertEquals(Map.of("a", List.of(3), "b", List.of(0, 1, 2)), kept(masks));
    }

    @Test
    void infiniteScoresRankTooButANodeWithoutAScoreIsAnError() {
        double[] extreme = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 1};
        Masks masks = new MadeUp(1, candidates -> Map.of("a", extreme, "b", new double[3]))
                .select(CAPTURED, new Budget.KeptFraction(0.25));
        assertEquals(List.of(0), masks.mask("a").kept());
        Ranking broken = new MadeUp(1, candidates -> Map.of("a", new double[4], "b", new double[] {0, Double.NaN, 0}));
        assertEquals(
                "made up: expected a score for node 1 of b, got NaN; look for diverged weights",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> broken.select(CAPTURED, new Budget.KeptFraction(0.5)))
                        .getMessage());
    }

    /** 24 and 18 nodes down to 3 and 2 in three steps. */
    @Test
    void stepsFollowTheExponentialScheduleOfEachLayerOrOfTheNetwork() {
        Activations captured =
                Capture.of(Examples.perceptron(1, 24, 18, 2), Examples.noise(50, 1), CaptureOptions.DEFAULT);
        List<List<Integer>> widths = new ArrayList<>();
        MadeUp method = new MadeUp(3, candidates -> {
            widths.add(candidates.layers().stream()
                    .map(layer -> candidates.kept().of(layer).length)
                    .toList());
            return Map.of("a", ascending(24), "b", ascending(18));
        });
        method.select(captured, new Budget.KeptCounts(Map.of("a", 3, "b", 2)));
        // 24 * (1/8)^(1/3) = 12, 6; 18 * (1/9)^(1/3) = 8.65, 4.16
        assertEquals(List.of(List.of(24, 18), List.of(12, 9), List.of(6, 4)), widths);
        widths.clear();
        Masks masks = method.select(captured, NetworkBudget.of(NODES, 14));
        // 42 * (1/3)^(1/3) = 29.12, 20.19
        assertEquals(
                List.of(42, 29, 20),
                widths.stream().map(both -> both.get(0) + both.get(1)).toList());
        assertEquals(
                14, masks.masks().stream().mapToInt(mask -> mask.kept().size()).sum());
    }

    @Test
    void nodesThatHaveGoneStayAwayEvenIfTheyScoreBestAfterwards() {
        MadeUp method = new MadeUp(3, candidates -> {
            KeptNodes left = candidates.kept();
            double[] scores = new double[4];
            Arrays.setAll(scores, node -> left.stays("a", node) ? -1 - node : 100);
            return Map.of("a", scores, "b", new double[] {1, 2, 3});
        });
        assertEquals(
                List.of(0),
                method.select(CAPTURED, new Budget.KeptFraction(0.25)).mask("a").kept());
        assertEquals(
                Map.of("a", List.of(0), "b", List.of(2)), kept(method.select(CAPTURED, NetworkBudget.of(NODES, 2))));
    }

    @Test
    void everyStepSeesTheNetworkWithoutTheNodesThatHaveGone() {
        List<Network> seen = new ArrayList<>();
        new MadeUp(2, candidates -> {
                    seen.add(candidates.network());
                    return SCORES;
                })
                .select(CAPTURED, new Budget.KeptCounts(Map.of("a", 1, "b", 3)));
        assertEquals(NETWORK, seen.get(0));
        float[] bias = seen.get(1).weight("a.bias").toArray();
        assertEquals(
                List.of(1, 3),
                IntStream.range(0, 4).filter(i -> bias[i] == 0).boxed().toList());
    }

    @TestFactory
    Stream<DynamicTest> everyFamilyIsCutToWhatIsAskedFor() {
        return GraphExamples.all()
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Activations captured = Capture.of(network, GraphExamples.noise(30, 1), CaptureOptions.DEFAULT);
                    Ranking method = new MadeUp(4, CandidatesTest::byNumber);
                    for (Budget budget : List.of(new Budget.KeptFraction(0.01), new Budget.KeptFraction(0.6))) {
                        Cut.apply(network, method.select(captured, budget));
                    }
                    for (NetworkBudget.Resource resource : NetworkBudget.Resource.values()) {
                        Masks masks = method.select(captured, NetworkBudget.share(resource, 0.6));
                        assertTrue(
                                resource.of(Cut.apply(network, masks).architecture())
                                        <= 0.6 * resource.of(network.architecture()),
                                resource.toString());
                    }
                }));
    }

    private static Map<String, double[]> byNumber(Candidates candidates) {
        Map<String, double[]> scores = new TreeMap<>();
        candidates.layers().forEach(layer -> scores.put(layer.name(), ascending(layer.nodes())));
        return scores;
    }

    private static double[] ascending(int nodes) {
        return IntStream.range(0, nodes).asDoubleStream().toArray();
    }

    @Test
    void layersThatAreLeftOutStayWhole() {
        Activations some = CAPTURED.only(layer -> layer.name().equals("a"));
        Masks masks = new MadeUp(1, candidates -> SCORES).select(some, NetworkBudget.of(NODES, 4));
        assertEquals(Map.of("a", List.of(0), "b", List.of(0, 1, 2)), kept(masks));
    }

    @Test
    void saysWhereTheMasksComeFrom() {
        Masks masks = new MadeUp(1, candidates -> {
                    assertEquals(50, candidates.images(80).size());
                    return SCORES;
                })
                .select(CAPTURED, new Budget.KeptFraction(0.5));
        assertEquals("made up", masks.method());
        assertEquals(50, masks.provenance().samples());
        assertEquals(List.of("made up: expected 80 images, got only 50; capture more"), masks.warnings());
        assertEquals(List.of(new Mask("a", 4, List.of(0, 2)), new Mask("b", 3, List.of(1, 2))), masks.masks());
    }

    @Test
    void refusesABudgetThatDoesNotSayHowMuchStays() {
        assertEquals(
                "made up: expected a budget that says how much stays, got 'confidence 95 %'; use a kept fraction, the"
                        + " widths of other masks, or parameters, MACs or nodes of the network",
                assertThrows(IllegalArgumentException.class, () -> select(new Budget.Confidence(0.95)))
                        .getMessage());
    }

    @Test
    void refusesATargetBelowWhatOneNodePerLayerCosts() {
        assertEquals(
                "nodes: expected a target of at least 2, what perceptron costs when every layer is at the end of its"
                        + " removal path, got 1; allow more",
                assertThrows(IllegalArgumentException.class, () -> select(NetworkBudget.of(NODES, 1)))
                        .getMessage());
    }
}
