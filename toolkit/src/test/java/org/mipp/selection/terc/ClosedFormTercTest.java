package org.mipp.selection.terc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.information.gaussian.GaussianModel;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.Tensor;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;
import org.mipp.selection.SelectionMethod;

/** The sanity laws that any selection must obey. */
class ClosedFormTercTest {

    private static final SelectionMethod MIPP = new ClosedFormTerc(Regularisation.DEFAULT);
    private static final Network NETWORK = Examples.perceptron(1, 10, 4);
    private static final Images NOISE = Examples.noise(2000, 2);
    private static final Activations CAPTURED = capture(NETWORK);

    private static Activations capture(NetworkStage stage) {
        return Capture.of(stage, NOISE, CaptureOptions.DEFAULT);
    }

    private static List<Integer> order(Network network) {
        return path(network).stream().map(Removal::node).toList();
    }

    private static List<Removal> path(Network network) {
        return MIPP.select(capture(network), new Budget.KeptFraction(0.5))
                .paths()
                .get(0)
                .removals();
    }

    @Test
    void ofTwoTwinsExactlyOneGoesAndThenTheOtherIsNeeded() {
        Network twins = NETWORK;
        for (int j = 0; j < 12; j++) {
            twins = Examples.with(
                    twins, "a.weight", 12 + j, NETWORK.weight("a.weight").toArray()[j]);
        }
        twins = Examples.with(twins, "a.bias", 1, NETWORK.weight("a.bias").toArray()[0]);
        List<Removal> path = path(twins);
        assertTrue(
                path.get(0).node() <= 1,
                "a twin goes first, got node " + path.get(0).node());
        assertEquals(0, path.get(0).share().orElseThrow(), 1e-4);
        int other = 1 - path.get(0).node();
        int place = order(twins).indexOf(other);
        assertTrue(place < 0 || path.get(place).share().orElseThrow() > 1e-3, "the other carries what both carried");
    }

    @Test
    void aDeadNodeGoesFirst() {
        Network dead = NETWORK;
        for (int j = 0; j < 12; j++) {
            dead = Examples.with(dead, "a.weight", 7 * 12 + j, 0);
        }
        dead = Examples.with(dead, "a.bias", 7, -1);
        Removal first = path(dead).get(0);
        assertEquals(7, first.node());
        assertEquals(0, first.nats());
        assertEquals(0, first.share().orElseThrow());
    }

    @Test
    void aNodeThatNobodyReadsGoesFirst() {
        Network ignored = NETWORK;
        for (int k = 0; k < 4; k++) {
            ignored = Examples.with(ignored, "b.weight", 10 * k + 4, 0);
        }
        Removal first = path(ignored).get(0);
        assertEquals(4, first.node());
        assertEquals(0, first.share().orElseThrow(), 1e-6);
    }

    @Test
    void permutingNodesPermutesTheOrder() {
        int[] from = {3, 7, 0, 9, 1, 5, 8, 2, 6, 4};
        Map<String, Tensor> permuted = new HashMap<>();
        permuted.put("a.weight", NETWORK.weight("a.weight").select(0, from));
        permuted.put("a.bias", NETWORK.weight("a.bias").select(0, from));
        permuted.put("b.weight", NETWORK.weight("b.weight").select(1, from));
        List<Integer> mapped = order(NETWORK.withWeights(permuted)).stream()
                .map(node -> from[node])
                .toList();
        assertEquals(order(NETWORK), mapped);
    }

    @Test
    void scalingANodeChangesNothing() {
        Network scaled = NETWORK;
        for (int j = 0; j < 12; j++) {
            scaled = Examples.with(
                    scaled, "a.weight", 60 + j, 50 * NETWORK.weight("a.weight").toArray()[60 + j]);
        }
        scaled =
                Examples.with(scaled, "a.bias", 5, 50 * NETWORK.weight("a.bias").toArray()[5]);
        for (int k = 0; k < 4; k++) {
            scaled = Examples.with(
                    scaled, "b.weight", 10 * k + 5, NETWORK.weight("b.weight").toArray()[10 * k + 5] / 50);
        }
        assertEquals(order(NETWORK), order(scaled));
        for (int i = 0; i < 9; i++) {
            assertEquals(
                    path(NETWORK).get(i).share().orElseThrow(),
                    path(scaled).get(i).share().orElseThrow(),
                    1e-6);
        }
    }

    @Test
    void theMasksOfALayerNest() {
        List<Integer> before = IntStream.range(0, 10).boxed().toList();
        for (double fraction : new double[] {1, 0.8, 0.6, 0.5, 0.3, 0.2, 0.1}) {
            List<Integer> kept = MIPP.select(CAPTURED, new Budget.KeptFraction(fraction))
                    .masks()
                    .get(0)
                    .kept();
            assertTrue(new HashSet<>(before).containsAll(kept), kept + " within " + before);
            before = kept;
        }
        assertEquals(1, before.size());
    }

    @Test
    void theLossesAlongThePathAddUpToTheInformationOfTheLayer() {
        RemovalPath path =
                MIPP.select(CAPTURED, new Budget.Confidence(0.95)).paths().get(0);
        int last = IntStream.range(0, 10)
                .filter(node -> path.removals().stream().noneMatch(removal -> removal.node() == node))
                .findFirst()
                .orElseThrow();
        GaussianModel model =
                GaussianModel.of(CAPTURED.layers().get(0).links().get(0).moments(), 1, Regularisation.DEFAULT);
        double lost = path.removals().stream().mapToDouble(Removal::nats).sum();
        assertEquals(model.total(), lost + model.alone()[last], 1e-9);
        assertEquals(model.total(), path.total(), 1e-12);
    }

    @Test
    void eachRemovalIsTheLeastInformativeOfThoseLeft() {
        List<Removal> path = MIPP.select(CAPTURED, new Budget.UnexplainedShare(0.1))
                .paths()
                .get(0)
                .removals();
        List<Integer> gone = new java.util.ArrayList<>();
        for (Removal removal : path) {
            try (var elimination = GaussianModel.of(
                            CAPTURED.layers().get(0).links().get(0).moments(), 1, Regularisation.DEFAULT)
                    .eliminate()) {
                gone.forEach(elimination::remove);
                double least = elimination.scores().stream()
                        .mapToDouble(score -> score.share())
                        .min()
                        .orElseThrow();
                assertEquals(least, removal.share().orElseThrow(), 1e-9);
            }
            gone.add(removal.node());
        }
    }

    @Test
    void confidenceKeepsExactlyWhatIsAboveChanceAtItsTurn() {
        RemovalPath path =
                MIPP.select(CAPTURED, new Budget.Confidence(0.95)).paths().get(0);
        for (int i = 0; i < path.taken(); i++) {
            Removal removal = path.removals().get(i);
            assertTrue(removal.nats() <= removal.threshold().orElseThrow());
        }
        if (path.taken() < path.removals().size()) {
            Removal next = path.removals().get(path.taken());
            assertTrue(next.nats() > next.threshold().orElseThrow());
        }
    }

    @Test
    void moreConfidenceNeverKeepsMore() {
        int before = 10;
        for (double level : new double[] {0.01, 0.5, 0.9, 0.99, 0.9999}) {
            int kept = MIPP.select(CAPTURED, new Budget.Confidence(level))
                    .masks()
                    .get(0)
                    .kept()
                    .size();
            assertTrue(kept <= before, level + " keeps " + kept);
            before = kept;
        }
    }

    @Test
    void aShareIsSpentButNotExceeded() {
        RemovalPath path =
                MIPP.select(CAPTURED, new Budget.UnexplainedShare(0.2)).paths().get(0);
        assertTrue(path.unexplained().orElseThrow() <= 0.2);
        assertTrue(path.taken() > 0 && path.taken() < 9);
        assertTrue(path.unexplained().orElseThrow()
                        + path.removals().get(path.taken()).share().orElseThrow()
                > 0.2);
    }

    @Test
    void oneNodeStaysInEveryLayerWhateverTheBudget() {
        Activations deep = capture(Examples.perceptron(3, 9, 7, 5, 3));
        for (Budget budget : List.of(
                new Budget.UnexplainedShare(0.999999),
                new Budget.KeptFraction(1e-9),
                new Budget.Confidence(0.999999))) {
            Masks masks = MIPP.select(deep, budget);
            assertEquals(3, masks.masks().size());
            assertTrue(masks.masks().stream().allMatch(mask -> !mask.kept().isEmpty()), masks.toString());
        }
    }

    @Test
    void theTargetIsTheNextLayerAfterItsOwnPruning() {
        Activations deep = capture(Examples.perceptron(3, 12, 8, 3));
        Masks loose = MIPP.select(deep, new Budget.KeptCounts(Map.of("a", 6, "b", 8)));
        Masks tight = MIPP.select(deep, new Budget.KeptCounts(Map.of("a", 6, "b", 1)));
        assertNotEquals(loose.paths().get(0).removals(), tight.paths().get(0).removals());
        assertEquals(loose.paths().get(1).removals(), tight.paths().get(1).removals());
    }

    @Test
    void fewSamplesAreSaidInTheResult() {
        Activations few = Capture.of(NETWORK, NOISE.first(12), CaptureOptions.DEFAULT);
        Masks masks = MIPP.select(few, new Budget.KeptFraction(0.5));
        assertEquals(few.warnings(), masks.warnings().subList(0, 2), "few images, and few rows");
        assertTrue(
                masks.warnings().get(masks.warnings().size() - 1).startsWith("a: only 12 samples for 14 columns"),
                masks::toString);
    }

    @Test
    void refusesToTestWithFewerSamplesThanColumnsAndNamesTheRemedy() {
        Activations few = Capture.of(NETWORK, NOISE.first(12), CaptureOptions.DEFAULT);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> MIPP.select(few, new Budget.Confidence(0.95)))
                .getMessage();
        assertEquals(
                "layer a: null model: expected more independent samples than columns, 10 inputs + 4 targets, got 12;"
                        + " capture more images, or choose a budget that needs no test (kept fraction or share)",
                message);
    }
}
