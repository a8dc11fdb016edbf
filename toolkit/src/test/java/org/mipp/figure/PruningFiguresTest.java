package org.mipp.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.Methods;
import org.mipp.Results;
import org.mipp.capture.LayerActivations;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.network.ActivationsFigure;
import org.mipp.figure.pruning.InformationFlowFigure;
import org.mipp.figure.pruning.MaskStripsFigure;
import org.mipp.figure.pruning.RemovalPathFigure;
import org.mipp.figure.pruning.ReplayFigure;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;
import org.mipp.selection.explain.ExplainedPath;
import org.mipp.selection.explain.InformationFlow;
import org.mipp.selection.explain.Redundancy;

/** Figures of removal paths, what is kept, and what flows. */
class PruningFiguresTest {

    @Test
    void whatCostsNextToNothingIsAtTheBottomOfTheRemovalPath() {
        Map<String, Object> cheap = RemovalPathFigure.of(Results.MASKS).data().stream()
                .filter(trace -> "removed, cost next to nothing".equals(trace.get("name")))
                .findFirst()
                .orElseThrow();
        assertEquals("triangle-down", ((Map<?, ?>) cheap.get("marker")).get("symbol"));
        assertTrue(((List<?>) cheap.get("hovertext")).get(0).toString().contains(" 0.0000 nats"), "" + cheap);
    }

    @Test
    void whereChanceGivesNothingItsLineIsAtTheBottomAndTheFigureSaysSo() {
        Masks tested = new Masks(
                Results.ACTIVATIONS,
                "TERC",
                new Budget.Confidence(0.95),
                List.of(),
                List.of(new RemovalPath(
                        "fc1", 120, 1, List.of(removal(0, 0.5, 0), removal(1, 2, 0), removal(2, 3, 0.1)), 0)),
                List.of(),
                Results.MASKS.provenance());
        Figure figure = RemovalPathFigure.of(tested);
        Map<String, Object> chance = figure.data().stream()
                .filter(trace -> "chance stays below this".equals(trace.get("name")))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(1e-5 * 3, 1e-5 * 3, 0.1), chance.get("y"));
        assertEquals("chance stays below 0.0000 nats", ((List<?>) chance.get("hovertext")).get(0));
        String note = "At the bottom is what is too small for the axis, zero too.";
        assertTrue(figure.toJson().contains(note));
    }

    @Test
    void lossesEstimatedBelowZeroAreShownWhereTheyAreAndTheFigureSaysThatTheyAreErrors() {
        Figure below = RemovalPathFigure.of(losses(-0.5, -0.25, 0.125));
        assertEquals(List.of(-0.5, -0.75), below.data().get(0).get("y"), "lost by then");
        assertEquals(List.of(-0.625), below.data().get(1).get("y"));
        assertNull(((Map<?, ?>) below.layout().get("yaxis")).get("type"), "no logarithm");
        String note = "3 of 3 losses are estimated below zero, down to -0.75 nats.";
        assertTrue(below.toJson().contains(note), below.toJson());
        assertFalse(Arrays.equals(
                below.toPng(), RemovalPathFigure.of(losses(-0.5, -0.3, 0.1)).toPng()));

        Figure few = RemovalPathFigure.of(losses(-0.5, 0.75, 1));
        assertEquals("log", ((Map<?, ?>) few.layout().get("yaxis")).get("type"));
        assertTrue(few.toJson().contains("1 of 3 losses are estimated below zero, down to -0.50 nats."));
        Figure rounded = RemovalPathFigure.of(losses(-1e-15, 0, 1));
        assertFalse(rounded.toJson().contains("below zero"), "rounding is no estimate");
    }

    @Test
    void aReplayOfLossesBelowZeroShowsThemWhereTheyAre() {
        RemovalPath path = losses(-0.5, -0.25, 0.125).paths().get(0);
        List<Redundancy> reasons = Results.EXPLAINED.reasons().subList(0, 3);
        Figure figure = ReplayFigure.of(new ExplainedPath(path, reasons, Results.EXPLAINED.provenance()));
        assertNull(((Map<?, ?>) figure.layout().get("yaxis")).get("type"), "no logarithm");
        assertEquals(List.of(-0.5, -0.25), figure.data().get(3).get("y"));
        assertFalse(figure.toJson().contains("next to nothing"));
    }

    /** Of a search that removes two nodes. */
    private static Masks losses(double... nats) {
        List<Removal> removals = IntStream.range(0, nats.length)
                .mapToObj(node ->
                        new Removal(node, 119 - node, nats[node], OptionalDouble.empty(), OptionalDouble.empty()))
                .toList();
        return new Masks(
                Results.ACTIVATIONS,
                "TERC",
                new Budget.KeptFraction(0.5),
                List.of(),
                List.of(new RemovalPath("fc1", 120, 1, removals, 2)),
                List.of(),
                Results.MASKS.provenance());
    }

    private static Removal removal(int node, double nats, double chance) {
        return new Removal(node, 119 - node, nats, OptionalDouble.empty(), OptionalDouble.of(chance));
    }

    @Test
    void theLegendNamesWhatOnlyALaterLayerShowsAndEachNameOnce() {
        Masks masks = new Masks(
                Results.ACTIVATIONS,
                "TERC",
                new Budget.Confidence(0.95),
                List.of(),
                List.of(
                        new RemovalPath("fc1", 120, 9, List.of(removal(0, 0.5, 0.1), removal(1, 2, 0.1)), 0),
                        new RemovalPath("fc2", 84, 9, List.of(removal(0, 0.05, 0.1), removal(1, 2, 0.1)), 1)),
                List.of(),
                Results.MASKS.provenance());
        List<Object> legend = RemovalPathFigure.of(masks).data().stream()
                .filter(trace -> Boolean.TRUE.equals(trace.get("showlegend")))
                .map(trace -> trace.get("name"))
                .toList();
        assertEquals(List.of("would be next, but stays", "chance stays below this", "removed"), legend);
    }

    @Test
    void aReplayTellsAtEveryStepWhoGoesAndWhoTellsTheSame() {
        Figure figure = ReplayFigure.of(Results.EXPLAINED);
        Map<?, ?> slider = (Map<?, ?>) ((List<?>) figure.layout().get("sliders")).get(0);
        List<?> steps = (List<?>) slider.get("steps");
        assertEquals(119, steps.size());
        int step = 70;
        List<?> arguments = (List<?>) ((Map<?, ?>) steps.get(step)).get("args");
        Map<?, ?> traces = (Map<?, ?>) arguments.get(0);
        List<?> x = (List<?>) traces.get("x");
        assertEquals(List.of(step + 1), x.get(1), "the node");
        List<String> holders = Results.EXPLAINED.reasons().get(step).holders().stream()
                .map(holder -> String.valueOf(holder.node()))
                .toList();
        assertFalse(holders.isEmpty());
        assertEquals(holders, ((List<?>) traces.get("text")).get(2));
        List<Integer> order =
                Results.EXPLAINED.path().removals().stream().map(Removal::node).toList();
        assertEquals(
                holders.stream()
                        .map(holder -> order.contains(Integer.valueOf(holder))
                                ? order.indexOf(Integer.valueOf(holder)) + 1
                                : 120)
                        .toList(),
                x.get(2));
        String told = Results.EXPLAINED.describe(step);
        assertTrue(((Map<?, ?>) arguments.get(1)).get("title.text").toString().contains(told), told);
        assertEquals(List.of(0, 1, 2), arguments.get(2), "the traces that change");
        assertTrue(figure.data().get(3).get("hovertext").toString().contains(told), "the pointer tells the same");
        Object active = steps.get(((Number) slider.get("active")).intValue());
        assertEquals(
                ((List<?>) ((Map<?, ?>) ((List<?>) ((Map<?, ?>) active).get("args")).get(0)).get("x")).get(2),
                figure.data().get(2).get("x"),
                "the slider stands where the figure starts");
    }

    @Test
    void informationIsShownBeforeAndAfterPruning() {
        Figure figure = InformationFlowFigure.of(Results.FLOW, Results.RANDOM_FLOW);
        assertEquals(
                List.of("conv1 &gt; conv2", "conv2 &gt; fc1", "fc1 &gt; fc2", "fc2 &gt; fc3"),
                figure.data().get(0).get("x"));
        InformationFlow.Between last = Results.FLOW.links().get(3);
        assertEquals(last.all(), ((List<?>) figure.data().get(0).get("y")).get(3));
        assertEquals(last.kept(), ((List<?>) figure.data().get(1).get("y")).get(3));
        assertEquals(100 * last.preserved(), ((List<?>) figure.data().get(4).get("y")).get(3));
        assertEquals("random", figure.data().get(5).get("name"));
        assertTrue(figure.data().get(1).get("hovertext").toString().contains("MIPP, fc2 to fc3: "), "who and where");
        String none = assertThrows(IllegalArgumentException.class, InformationFlowFigure::of)
                .getMessage();
        assertEquals("information flow: expected at least one, got none", none);
        InformationFlow other = new InformationFlow("other", List.of(), List.of(), Results.FLOW.provenance());
        String different = assertThrows(
                        IllegalArgumentException.class, () -> InformationFlowFigure.of(Results.FLOW, other))
                .getMessage();
        assertEquals(
                "information flow: expected the same layers in all,"
                        + " [conv1 > conv2, conv2 > fc1, fc1 > fc2, fc2 > fc3], got []",
                different);
    }

    @Test
    void stripsHaveOneLinePerNodeThatStays() {
        Figure figure = MaskStripsFigure.of(Results.MASKS, Results.RANDOM_MASKS);
        Map<String, Object> kept = figure.data().get(1);
        assertEquals(List.of("conv1", "MIPP", "stays"), kept.get("meta"));
        assertEquals(
                Results.MASKS.masks().get(0).kept(),
                ((List<?>) kept.get("x"))
                        .stream().filter(node -> node != null).distinct().toList());
        assertEquals(List.of("MIPP", "random"), ((Map<?, ?>) figure.layout().get("yaxis")).get("ticktext"));
        Figure same = MaskStripsFigure.of(Results.MASKS, Results.SHARED_MASKS);
        assertTrue(same.layout().get("yaxis").toString().contains("MIPP, confidence 95 %"), "told apart by budgets");
        Masks onlyFc1 = Methods.mipp()
                .select(Results.ACTIVATIONS.only(layer -> layer.name().equals("fc1")), new Budget.KeptFraction(0.5));
        Figure one = MaskStripsFigure.of(onlyFc1);
        assertEquals(2, one.data().size(), "whole layers are left out");
        assertTrue(one.toJson().contains("Layers that stay whole are left out: 3."));
        String message = assertThrows(IllegalArgumentException.class, MaskStripsFigure::of)
                .getMessage();
        assertEquals("mask strips: expected masks of at least one choice, got none", message);
    }

    @Test
    void deadNodesAreCrossedOutAndDistributionsLeaveNothingOut() {
        LayerActivations fc1 = Results.ACTIVATIONS.layers().get(2);
        Figure activity = ActivationsFigure.of(Results.ACTIVATIONS);
        List<Map<String, Object>> dead = activity.data().stream()
                .filter(trace -> trace.get("name").toString().startsWith("dead"))
                .toList();
        assertEquals(fc1.dead(), ((List<?>) dead.get(0).get("x")).size());
        assertTrue(dead.get(0).get("hovertext").toString().contains("dead: the same for every image"), "" + dead);
        assertEquals(
                (int) (120 - fc1.dead() + 1), ((List<?>) dead.get(0).get("x")).get(0), "behind all that are alive");
        Map<String, Object> histogram =
                ActivationsFigure.distribution(Results.ACTIVATIONS).data().get(2);
        double shown = ((List<?>) histogram.get("y"))
                .stream().mapToDouble(share -> ((Number) share).doubleValue()).sum();
        double active = Arrays.stream(fc1.activations().toArray())
                .filter(value -> value != 0)
                .count();
        assertEquals(100 * active / fc1.activations().toArray().length, shown, 1e-9);
    }
}
