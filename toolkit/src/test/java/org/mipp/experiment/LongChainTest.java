package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.network.NetworkStage;
import org.mipp.network.PastStage;
import org.mipp.selection.Masks;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

/** {@code s = retrain(prune(s, masks), ...)}, again and again. */
class LongChainTest {

    private static final Dataset DATA = Examples.digits();

    @Test
    void whatEarlierRoundsCapturedIsNotHeld() throws InterruptedException {
        NetworkStage stage = Examples.lenet();
        List<WeakReference<Activations>> captured = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            stage = round(stage, captured);
        }
        for (int attempt = 0; attempt < 50 && captured.get(1).get() != null; attempt++) {
            System.gc();
            Thread.sleep(20);
        }
        assertEquals(null, captured.get(0).get(), "the first round's");
        assertEquals(null, captured.get(1).get(), "the second round's");
        assertTrue(captured.get(2).get() != null, "the last round's is part of the masks that it was pruned by");
        assertTrue(stage.label().matches("LeNet5, pruned by [^,]+, retrained"), stage.label());
    }

    private static NetworkStage round(NetworkStage stage, List<WeakReference<Activations>> captured) {
        Activations activations =
                Capture.of(stage, DATA.train().first(50), CaptureOptions.DEFAULT.convolutionRows(100));
        captured.add(new WeakReference<>(activations));
        Masks masks = Methods.l1Norm().select(activations, Budgets.keep(0.9));
        PrunedNetwork pruned = PrunedNetwork.of(stage, masks);
        TrainedNetwork retrained =
                Training.train(pruned, DATA, TrainingPlan.epochs(1).images(20));
        assertSame(pruned, retrained.start(), "the last step is whole");
        return retrained;
    }

    @Test
    void whatIsLeftOfThePastIsItsNameItsWeightsAndItsData() {
        TrainedNetwork once = Examples.lenet();
        TrainedNetwork twice = Training.train(once, DATA, TrainingPlan.epochs(1).images(20));
        TrainedNetwork thrice =
                Training.train(twice, DATA, TrainingPlan.epochs(1).images(20));
        TrainedNetwork before = assertInstanceOf(TrainedNetwork.class, thrice.start());
        PastStage past = assertInstanceOf(PastStage.class, before.start());
        assertSame(once.network(), past.network());
        assertEquals(once.label(), past.label());
        assertEquals(once.label(), past.toString());
        assertEquals(once.data(), past.data());
        assertEquals(once.label() + ", retrained, retrained", thrice.label());
    }
}
