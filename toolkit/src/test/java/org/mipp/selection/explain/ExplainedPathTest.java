package org.mipp.selection.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.information.gaussian.GaussianModel;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Network;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.terc.ClosedFormTerc;

class ExplainedPathTest {

    private static final SelectionMethod MIPP = new ClosedFormTerc(Regularisation.DEFAULT);
    private static final Network NETWORK = Examples.perceptron(1, 10, 4);

    private static Masks masks(Network network) {
        return MIPP.select(
                Capture.of(network, Examples.noise(2000, 2), CaptureOptions.DEFAULT), new Budget.KeptFraction(0.5));
    }

    @Test
    void aTwinHoldsAllThatItsTwinTold() {
        Network twins = NETWORK;
        for (int j = 0; j < 12; j++) {
            twins = Examples.with(
                    twins, "a.weight", 12 * 6 + j, NETWORK.weight("a.weight").toArray()[j]);
        }
        twins = Examples.with(twins, "a.bias", 6, NETWORK.weight("a.bias").toArray()[0]);
        ExplainedPath explained = ExplainedPath.of(masks(twins), "a");
        Redundancy first = explained.reasons().get(0);
        assertTrue(first.node() == 0 || first.node() == 6, "a twin goes first: " + first);
        assertEquals(List.of(6 - first.node()), holders(first));
        assertTrue(first.alone() > 0.05 && first.left() < 0.01 * first.alone(), "nothing is left: " + first);
        assertTrue(explained.describe(0).matches("node [06] goes: 0.00\\d\\d nats are its own, (99|100) % of .*"));
    }

    private static List<Integer> holders(Redundancy reason) {
        return reason.holders().stream().map(Redundancy.Holder::node).toList();
    }

    @Test
    void aDeadNodeToldNothing() {
        Network dead = NETWORK;
        for (int j = 0; j < 12; j++) {
            dead = Examples.with(dead, "a.weight", 7 * 12 + j, 0);
        }
        dead = Examples.with(dead, "a.bias", 7, -1);
        ExplainedPath explained = ExplainedPath.of(masks(dead), "a");
        assertEquals(new Redundancy(7, 0, List.of()), explained.reasons().get(0));
        assertEquals(
                "node 7 goes: less than 0.0001 nats are its own, it tells the next layer nothing",
                explained.describe(0));
    }

    @Test
    void holdersAreLeftAtThatStepAndEachTellsMore() {
        ExplainedPath explained = ExplainedPath.of(masks(NETWORK), "a");
        List<Integer> order =
                explained.path().removals().stream().map(Removal::node).toList();
        for (int step = 0; step < order.size(); step++) {
            Redundancy reason = explained.reasons().get(step);
            assertEquals(order.get(step), reason.node());
            assertTrue(reason.holders().size() <= 3);
            double left = reason.alone();
            for (Redundancy.Holder holder : reason.holders()) {
                int place = order.indexOf(holder.node());
                assertTrue(place < 0 || place > step, "holder " + holder + " is gone at step " + step);
                assertTrue(holder.left() < left, "holders come in order: " + reason);
                left = holder.left();
            }
        }
    }

    @Test
    void theBestHolderIsTheOneThatASearchOverAllPairsFinds() {
        Activations captured = masks(NETWORK).activations();
        GaussianModel model =
                GaussianModel.of(captured.layers().get(0).links().get(0).moments(), 1, Regularisation.DEFAULT);
        Redundancy first = ExplainedPath.of(masks(NETWORK), "a").reasons().get(0);
        int best = IntStream.range(0, 10)
                .filter(node -> node != first.node())
                .boxed()
                .min(Comparator.comparingDouble(
                        node -> model.redundancy(first.node()).leftWith(node)))
                .orElseThrow();
        assertEquals(best, first.holders().get(0).node());
        assertEquals(
                model.redundancy(first.node()).leftWith(best),
                first.holders().get(0).left(),
                1e-12);
    }

    @Test
    void tiedLayersAreExplainedOverAllMapsThatReadThem() {
        Activations captured = Capture.of(
                GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 3),
                GraphExamples.noise(300, 1),
                CaptureOptions.DEFAULT);
        Masks masks = MIPP.select(captured, new Budget.KeptFraction(0.5));
        for (RemovalPath path : masks.paths()) {
            ExplainedPath explained = ExplainedPath.of(masks, path.layer());
            assertEquals(path, explained.path());
            assertTrue(
                    explained.reasons().stream()
                            .anyMatch(reason -> !reason.holders().isEmpty()),
                    "" + explained);
        }
    }

    @Test
    void printsAsAShortText() {
        String text = ExplainedPath.of(masks(NETWORK), "a").toString();
        assertEquals(10, text.lines().count(), text);
        assertTrue(text.startsWith("Removal path of a: 5 of 10 nodes go (seed 0, 2,000 samples"), text);
        assertTrue(text.endsWith("and 1 more steps"), text);
        assertEquals("no other node tells its 0.500 nats", new Redundancy(1, 0.5, List.of()).toString());
        assertEquals(
                "90 % of the 0.500 nats that it tells by itself are in 4, 9 and 31",
                new Redundancy(
                                1,
                                0.5,
                                List.of(
                                        new Redundancy.Holder(4, 0.2),
                                        new Redundancy.Holder(9, 0.1),
                                        new Redundancy.Holder(31, 0.05)))
                        .toString());
    }

    @Test
    void refusesLayersWithoutAPath() {
        String message = assertThrows(IllegalArgumentException.class, () -> ExplainedPath.of(masks(NETWORK), "b"))
                .getMessage();
        assertEquals(
                "explain: expected a layer with a removal path among [a], got 'b'; b cannot be pruned: its nodes are the"
                        + " network's outputs",
                message);
        RemovalPath path = masks(NETWORK).paths().get(0);
        String reasons = assertThrows(
                        IllegalArgumentException.class,
                        () -> new ExplainedPath(path, List.of(), masks(NETWORK).provenance()))
                .getMessage();
        assertEquals("explained path of a: expected one reason per removal, 9, got 0", reasons);
    }
}
