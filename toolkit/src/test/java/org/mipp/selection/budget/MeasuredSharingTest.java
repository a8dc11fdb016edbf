package org.mipp.selection.budget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.Methods;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.network.structure.Architecture;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.LossCurve;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.OutputLoss;
import org.mipp.selection.WidthRule;

/** How a budget is shared out by losses, whatever measures them. */
class MeasuredSharingTest {

    private static final Activations CHAIN =
            Capture.of(Examples.perceptron(3, 12, 9, 7, 3), Examples.noise(300, 2), CaptureOptions.DEFAULT);
    private static final Activations INSIDES = Capture.of(
                    GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 1),
                    GraphExamples.noise(200, 1),
                    CaptureOptions.DEFAULT)
            .only(layer -> !layer.tied());

    /** Losses by a rule instead of a measurement. */
    private static OutputLoss by(ToDoubleFunction<Mask> rule) {
        return (activations, trials) -> trials.stream().map(rule::applyAsDouble).toList();
    }

    /** The more of a layer goes the dearer, of layers with longer names more so. */
    private static double convex(Mask mask) {
        double gone = 1 - (double) mask.kept().size() / mask.nodes();
        return (1 + mask.layer().hashCode() % 5) * gone * gone;
    }

    private static long cost(Masks masks, NetworkBudget budget) {
        Architecture architecture = masks.activations().stage().network().architecture();
        return budget.resource().of(architecture.structure().cut(masks.kept()));
    }

    private static List<LayerOrder> orders(Activations activations) {
        Masks whole = Methods.mipp().select(activations, Budgets.nodes(1.0));
        return IntStream.range(0, activations.layers().size())
                .mapToObj(i -> LayerOrder.of(
                        activations.layers().get(i).layer(), whole.paths().get(i)))
                .toList();
    }

    @Test
    void whereCostsAddTheSumOfLossesIsTheSmallestThatFits() {
        Architecture architecture = INSIDES.stage().network().architecture();
        for (double share : new double[] {0.9, 0.75, 0.6}) {
            NetworkBudget budget = Budgets.macs(share).sharedBy(by(MeasuredSharingTest::convex));
            List<LayerOrder> orders = orders(INSIDES);
            MeasuredSharing sharing = new MeasuredSharing(INSIDES, budget, orders);
            WidthCosts costs = new WidthCosts(architecture.structure(), budget, orders);
            assertTrue(costs.add());
            long most = budget.most(architecture);
            double best = Double.POSITIVE_INFINITY;
            for (int[] widths : all(costs.whole())) {
                best = costs.of(widths) <= most ? Math.min(best, sum(sharing.curves(), widths)) : best;
            }
            Map<String, Integer> found = sharing.widths(most).counts();
            int[] chosen = orders.stream()
                    .mapToInt(order -> found.get(order.layer().name()))
                    .toArray();
            assertTrue(costs.of(chosen) <= most);
            assertEquals(best, sum(sharing.curves(), chosen), 1e-12);
        }
    }

    private static double sum(List<LossCurve> curves, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToDouble(i -> curves.get(i).at(widths[i]))
                .sum();
    }

    /** Every choice of widths from 1 on. */
    private static List<int[]> all(int[] whole) {
        List<int[]> choices = List.of(new int[0]);
        for (int nodes : whole) {
            List<int[]> longer = new ArrayList<>();
            for (int[] choice : choices) {
                for (int width = 1; width <= nodes; width++) {
                    int[] more = Arrays.copyOf(choice, choice.length + 1);
                    more[choice.length] = width;
                    longer.add(more);
                }
            }
            choices = longer;
        }
        return choices;
    }

    @Test
    void whereCostsMultiplyTheTargetIsMetAndNothingFitsAnyMore() {
        for (double share : new double[] {0.7, 0.4, 0.2}) {
            NetworkBudget budget = Budgets.parameters(share).sharedBy(by(MeasuredSharingTest::convex));
            Masks masks = Methods.mipp().select(CHAIN, budget);
            long most = budget.most(CHAIN.stage().network().architecture());
            assertTrue(cost(masks, budget) <= most);
            assertEquals(budget, masks.budget());
            for (Mask mask : masks.masks()) {
                Map<String, Integer> more = new TreeMap<>(masks.widths().counts());
                more.merge(mask.layer(), 1, Integer::sum);
                if (mask.kept().size() < mask.nodes()) {
                    assertTrue(cost(Methods.mipp().select(CHAIN, Budgets.keep(more)), budget) > most, mask.layer());
                }
            }
        }
    }

    @Test
    void layersWhoseLossIsHighStayWideAndTheMasksCarryTheCurves() {
        NetworkBudget budget =
                Budgets.nodes(0.6).sharedBy(by(mask -> mask.layer().equals("b") ? 9 * convex(mask) + 9 : 0.001));
        Masks masks = Methods.mipp().select(CHAIN, budget);
        assertEquals(9, masks.mask("b").kept().size());
        assertEquals(
                List.of("a", "b", "c"),
                masks.losses().stream().map(LossCurve::layer).toList());
    }

    @Test
    void betweenMeasuredWidthsACurveFollowsThePathAndNeverFallsWithFewerNodes() {
        List<LayerOrder> orders = orders(CHAIN);
        LossTrials trials = new LossTrials(CHAIN, by(MeasuredSharingTest::convex), orders, WidthRule.NONE);
        int between = 0;
        for (int i = 0; i < orders.size(); i++) {
            LossCurve curve = trials.curves().get(i);
            LayerOrder order = orders.get(i);
            SortedMap<Integer, Double> measured = curve.measured();
            assertTrue(measured.size() >= 5, "" + measured);
            assertEquals(0, curve.at(curve.nodes()));
            measured.forEach((width, loss) -> assertEquals(convex(order.mask(width)), loss));
            for (int width = curve.least(); width < curve.nodes(); width++) {
                assertTrue(curve.at(width) >= curve.at(width + 1));
            }
            int above = measured.lastKey();
            int below = measured.headMap(above).lastKey();
            for (int width = below + 1; width < above && order.lost(below) > order.lost(above); width++) {
                double share = (order.lost(width) - order.lost(above)) / (order.lost(below) - order.lost(above));
                double expected = measured.get(above) + share * (measured.get(below) - measured.get(above));
                assertEquals(expected, curve.at(width), 1e-12);
                between++;
            }
        }
        assertTrue(between > 0);
    }

    @Test
    void theHullIsTheLargestConvexCurveBelow() {
        LossCurve curve = new LossCurve("a", 1, List.of(10.0, 9.0, 3.0, 2.9, 0.0), new TreeMap<>());
        assertArrayEquals(new double[] {0, 10, 6.5, 3, 1.5, 0}, SteepestDescent.hull(curve), 1e-12);
    }

    @Test
    void methodsWithoutARemovalPathAreInterpolatedByStraightLinesAndSaySo() {
        NetworkBudget budget = Budgets.parameters(0.4).sharedBy(by(MeasuredSharingTest::convex));
        Masks masks = Methods.l1Norm().select(CHAIN, budget);
        assertTrue(cost(masks, budget) <= budget.most(CHAIN.stage().network().architecture()));
        assertTrue(masks.warnings().stream()
                .anyMatch(doubt -> doubt.contains("interpolated between the measured widths alone")));
        LossCurve first = masks.losses().get(0);
        assertTrue(first.measured().containsKey(first.least()));
        assertEquals(
                masks.mask("a").kept(),
                Methods.l1Norm()
                        .select(CHAIN, Budgets.keep(masks.widths().counts()))
                        .mask("a")
                        .kept());
    }

    @Test
    void aTrialThatIsNotFiniteIsLeftOutWithAWarningAndALayerWithoutAnyIsRefused() {
        NetworkBudget one = Budgets.nodes(0.5)
                .sharedBy(by(mask -> mask.layer().equals("b") && mask.kept().size() == 1 ? Double.NaN : convex(mask)));
        Masks masks = Methods.mipp().select(CHAIN, one);
        assertTrue(masks.warnings().contains("b: with 1 nodes the outputs were not finite; this trial is left out"));
        NetworkBudget none =
                Budgets.nodes(0.5).sharedBy(by(mask -> mask.layer().equals("b") ? Double.NaN : convex(mask)));
        assertEquals(
                "b: expected finite outputs at some width, got none; look at the network's weights, or leave the layer out, as in"
                        + " acts.only(...)",
                assertThrows(IllegalArgumentException.class, () -> Methods.mipp()
                                .select(CHAIN, none))
                        .getMessage());
    }

    @Test
    void whatCannotBeMetIsRefusedBeforeAnythingIsMeasured() {
        OutputLoss unasked = (activations, trials) -> {
            throw new AssertionError("measured");
        };
        String message = assertThrows(IllegalArgumentException.class, () -> Methods.mipp()
                        .select(CHAIN, Budgets.nodes(2).sharedBy(unasked)))
                .getMessage();
        assertTrue(message.startsWith("nodes: expected a target of at least 3"), message);
        String floors = assertThrows(IllegalArgumentException.class, () -> Methods.mipp()
                        .select(CHAIN, Budgets.nodes(10).atLeast(0.5).sharedBy(unasked)))
                .getMessage();
        assertEquals(
                "nodes: expected a target of at least 15, what perceptron costs when every layer is at the end of its removal"
                        + " path (at least 50 % of each layer), got 10; allow more",
                floors);
    }
}
