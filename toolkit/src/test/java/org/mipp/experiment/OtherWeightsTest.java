package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.Mipp;
import org.mipp.Networks;
import org.mipp.Storage;
import org.mipp.capture.Activations;
import org.mipp.network.Network;
import org.mipp.selection.Masks;
import org.mipp.training.EvaluatedNetwork;

/** Masks and activations of other weights than those that are pruned: what is left of a variable that is out of date. */
class OtherWeightsTest {

    private static final Network CAPTURED = Networks.lenet5(0);
    private static final Activations ACTIVATIONS =
            Mipp.capture(CAPTURED, Examples.digits().sample(300));
    private static final Masks MASKS = Mipp.selectMasks(ACTIVATIONS, Methods.l1Norm(), Budgets.keep(0.5));
    private static final Network OTHER = Networks.lenet5(1);

    @TempDir
    private Path folder;

    @Test
    void masksOfOtherWeightsAreTakenWithANote() {
        assertEquals(
                List.of("the weights pruned (LeNet5) are not those that the activations were captured from (LeNet5);"
                        + " unless masks are moved on purpose, capture and select again on this network"),
                Mipp.prune(OTHER, MASKS).warnings());
    }

    @Test
    void theSameWeightsNeedNoNoteWhateverStageOrFileTheyComeFrom() {
        assertEquals(List.of(), Mipp.prune(CAPTURED, MASKS).warnings());
        assertEquals(
                List.of(),
                Mipp.prune(EvaluatedNetwork.of(CAPTURED, Examples.digits()), MASKS)
                        .warnings());
        Path file = folder.resolve("net.safetensors");
        Storage.save(file, CAPTURED);
        assertEquals(List.of(), Mipp.prune(Storage.load(file), MASKS).warnings());
    }

    @Test
    void weightsThatAMethodHandsOnNeedNoNote() {
        Masks masks = Mipp.selectMasks(ACTIVATIONS, Methods.reinitialisedMipp(2), Budgets.keep(0.5));
        assertTrue(masks.weights().isPresent());
        assertEquals(List.of(), Mipp.prune(CAPTURED, masks).warnings());
        assertEquals(List.of(), Mipp.prune(OTHER, masks).warnings(), "the weights of the start are not used");
    }

    @Test
    void aTradeoffOnActivationsOfOtherWeightsSaysSoOnce() {
        EvaluatedNetwork judged = EvaluatedNetwork.of(OTHER, Examples.digits());
        var budgets = List.of(Budgets.keep(0.5), Budgets.keep(0.25));
        var methods = List.of(Methods.l1Norm(), Methods.random(0));
        assertEquals(
                1,
                Mipp.tradeoff(judged, ACTIVATIONS, budgets, methods).warnings().size());
        EvaluatedNetwork same = EvaluatedNetwork.of(CAPTURED, Examples.digits());
        assertEquals(
                List.of(), Mipp.tradeoff(same, ACTIVATIONS, budgets, methods).warnings());
    }
}
