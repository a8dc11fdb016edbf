package org.mipp.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.selection.BudgetExamples.ALL;
import static org.mipp.selection.BudgetExamples.CAPTURED;
import static org.mipp.selection.BudgetExamples.DEEP;
import static org.mipp.selection.BudgetExamples.MIPP;
import static org.mipp.selection.BudgetExamples.NOISE;
import static org.mipp.selection.BudgetExamples.WHOLE;
import static org.mipp.selection.NetworkBudget.Resource.NODES;
import static org.mipp.selection.NetworkBudget.Resource.PARAMETERS;
import static org.mipp.selection.NetworkBudget.Weighting.LOSS;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.network.Network;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.budget.BudgetAllocation;
import org.mipp.selection.budget.RemovalLoss;
import org.mipp.selection.terc.Terc;
import org.mipp.surgery.Cut;

/** What is taken from which layer when a budget of the whole network is shared out. */
class BudgetSharingTest {

    @Test
    void theSelectionAtTheWidthsFoundIsTheUsualOne() {
        Masks masks = MIPP.select(CAPTURED, NetworkBudget.of(NODES, 12));
        assertEquals(MIPP.select(CAPTURED, masks.widths()).masks(), masks.masks());
    }

    @Test
    void deadNodesGoBeforeAllOthersInWhateverLayer() {
        Network dead = Examples.with(DEEP, "a.bias", 6, -1);
        for (int input = 0; input < 12; input++) {
            dead = Examples.with(dead, "a.weight", 12 * 6 + input, 0);
        }
        Activations captured = Capture.of(dead, NOISE, CaptureOptions.DEFAULT);
        List<Long> alive = captured.layers().stream()
                .map(layer -> layer.layer().nodes() - layer.dead())
                .toList();
        assertEquals(List.of(11L, 5L), alive.subList(0, 2));
        Masks masks = MIPP.select(
                captured,
                NetworkBudget.of(
                        NODES, alive.stream().mapToLong(Long::longValue).sum()));
        assertEquals(
                alive,
                masks.masks().stream().map(mask -> (long) mask.kept().size()).toList());
        assertTrue(!masks.mask("a").keeps(6));
    }

    @Test
    void layersThatAreLeftOutStayWhole() {
        Masks masks =
                MIPP.select(CAPTURED.only(layer -> !layer.name().equals("b")), NetworkBudget.share(PARAMETERS, 0.6));
        assertEquals(9, masks.mask("b").kept().size());
        assertTrue(Cut.apply(DEEP, masks).architecture().parameterCount() <= 0.6 * WHOLE.parameterCount());
    }

    @TestFactory
    Stream<DynamicTest> networksWithTiedLayersMeetTheirTargetsToo() {
        return Stream.of(
                        GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 1),
                        GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 2),
                        GraphExamples.everythingElse(3))
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Activations captured = Capture.of(network, GraphExamples.noise(200, 1), CaptureOptions.DEFAULT);
                    Masks masks = MIPP.select(captured, NetworkBudget.share(PARAMETERS, 0.6));
                    long whole = network.architecture().parameterCount();
                    assertTrue(Cut.apply(network, masks).architecture().parameterCount() <= 0.6 * whole);
                }));
    }

    @Test
    void aLossCountsForEveryMapThatReadsTheLayerTimesThoseThatWriteIt() {
        Architecture residual =
                GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 1).architecture();
        PrunableLayer stream = residual.prunable().stream()
                .filter(PrunableLayer::tied)
                .findFirst()
                .orElseThrow();
        double reach = stream.readers().size() * stream.makers().size();
        assertTrue(reach >= 4, "a stream: " + stream);
        assertEquals(0, goneFrom(stream, residual, OptionalDouble.of(1.01 / reach), 1), "others go first");
        assertEquals(1, goneFrom(stream, residual, OptionalDouble.of(0.99 / reach), 1), "the stream goes first");
        double makers = stream.makers().size();
        assertEquals(
                0, goneFrom(stream, residual, OptionalDouble.empty(), 1.01 / makers), "nats are summed over readers");
        assertEquals(
                1, goneFrom(stream, residual, OptionalDouble.empty(), 0.99 / makers), "nats are summed over readers");
    }

    /** How many nodes of a layer go first if each costs so much, and those of all others 1 at each of their maps. */
    private static int goneFrom(PrunableLayer stream, Architecture whole, OptionalDouble share, double nats) {
        List<RemovalPath> paths = whole.prunable().stream()
                .map(layer -> {
                    boolean own = layer.name().equals(stream.name());
                    double others =
                            1.0 / (layer.makers().size() * layer.readers().size());
                    OptionalDouble lost =
                            share.isEmpty() ? share : OptionalDouble.of(own ? share.getAsDouble() : others);
                    double told = own ? nats : 1.0 / layer.makers().size();
                    Removal first = new Removal(0, layer.nodes() - 1, told, lost, OptionalDouble.empty());
                    return new RemovalPath(layer.name(), layer.nodes(), 1, List.of(first), 0);
                })
                .toList();
        NetworkBudget oneLess = NetworkBudget.of(NODES, NODES.of(whole) - 1).weighted(LOSS);
        int left = new BudgetAllocation(whole, oneLess, paths)
                .widths(oneLess.most(whole))
                .counts()
                .get(stream.name());
        return stream.nodes() - left;
    }

    @Test
    void whatACutCostsAtTheOutputsMayBeWeighedInAnotherWay() {
        NetworkBudget budget = NetworkBudget.of(NODES, NODES.of(WHOLE) - 7);
        RemovalLoss bLast = (layer, removal, saved) -> layer.name().equals("b") ? 1 : 0;
        RemovalLoss bFirst = (layer, removal, saved) -> layer.name().equals("b") ? 0 : 1;
        long most = budget.most(WHOLE);
        assertEquals(
                9,
                new BudgetAllocation(WHOLE, budget, ALL.paths(), bLast)
                        .widths(most)
                        .counts()
                        .get("b"));
        assertEquals(
                2,
                new BudgetAllocation(WHOLE, budget, ALL.paths(), bFirst)
                        .widths(most)
                        .counts()
                        .get("b"));
    }

    @Test
    void anyEstimatorCanFollowSuchABudgetByItsNats() {
        Terc terc = new Terc(new GaussianMi(false, 0.01)).rows(300);
        Masks masks = terc.select(CAPTURED, NetworkBudget.of(NODES, 20));
        assertEquals(
                20, masks.masks().stream().mapToInt(mask -> mask.kept().size()).sum());
        Masks all = terc.select(CAPTURED, NetworkBudget.share(NODES, 1));
        assertEquals(ALL.masks(), all.masks());
    }
}
