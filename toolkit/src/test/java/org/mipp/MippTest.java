package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mipp.capture.Activations;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.network.NetworkFigure;
import org.mipp.figure.pruning.MaskStripsFigure;
import org.mipp.figure.pruning.RemovalPathFigure;
import org.mipp.figure.table.Tables;
import org.mipp.network.Network;
import org.mipp.network.structure.Structure;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Masks;
import org.mipp.selection.explain.InformationFlow;

/** Verbs that only hand on are tested where they lead; here is what they choose by themselves. */
class MippTest {

    private final List<Progress.State> shown = new ArrayList<>();

    @AfterEach
    void showNothing() {
        Progress.show(true);
        Progress.showOn(Progress.NOTHING);
    }

    @Test
    void masksAreExplainedLayerByLayerAndFollowedFromLayerToLayer() {
        assertEquals(
                Results.EXPLAINED.reasons(),
                Explanations.explain(Results.MASKS, "fc1").reasons());
        InformationFlow flow = Explanations.flow(Results.MASKS);
        assertEquals(Results.FLOW.links(), flow.links());
        assertTrue(flow.links().stream().allMatch(link -> link.kept() <= link.all()), "" + flow);
    }

    @Test
    void stripsPutMethodsOneBelowTheOther() {
        Figure figure = Pictures.strips(Results.MASKS, Results.RANDOM_MASKS);
        assertEquals(MaskStripsFigure.of(List.of(Results.MASKS, Results.RANDOM_MASKS)), figure);
    }

    /** What a structure tells is derived once per architecture. */
    @Test
    void aChainFromCaptureToTableCarriesOneArchitectureWithItsStructure() {
        Network network = Examples.perceptron(1, 8, 5, 3);
        Structure structure = network.architecture().structure();
        Activations captured = Mipp.capture(network, Examples.noise(400, 2));
        Masks masks = Mipp.selectMasks(captured, Budgets.keep(0.5));
        PrunedNetwork pruned = Mipp.prune(network, masks);
        for (Object shown : List.of(
                masks.toString(),
                pruned.toString(),
                NetworkFigure.of(masks),
                RemovalPathFigure.of(masks),
                Tables.of(masks),
                Tables.of(pruned),
                Tables.of(network))) {
            assertFalse(shown.toString().isEmpty());
        }
        assertSame(structure, captured.stage().network().architecture().structure());
        assertSame(
                structure, masks.activations().stage().network().architecture().structure());
        assertSame(structure, network.architecture().structure());
        assertEquals(
                4, pruned.network().architecture().structure().prunable().get(0).nodes());
    }

    @Test
    void progressIsSwitchedOffAndOnAgain() {
        Progress.showOn(shown::add);
        Mipp.progress(false);
        work();
        assertEquals(List.of(), shown);
        Mipp.progress(true);
        work();
        assertFalse(shown.isEmpty());
    }

    private static void work() {
        Iterator<Long> seconds = List.of(0L, 1L, 1L, 1L, 1L).iterator(); // shorter tasks are not worth a display
        try (Progress progress = Progress.of("work", 1, () -> 1_000_000_000 * seconds.next())) {
            progress.advance(1);
        }
    }
}
