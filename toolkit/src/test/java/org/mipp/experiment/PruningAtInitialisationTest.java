package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Mipp;
import org.mipp.Networks;
import org.mipp.capture.Activations;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.selection.Masks;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.TrainingPlan;

/** LeNet5 pruned before it is trained, by the same verbs as after it. */
class PruningAtInitialisationTest {

    private static final Network FRESH = Networks.lenet5(3);
    private static final Activations ACTIVATIONS =
            Mipp.capture(FRESH, Examples.digits().sample(1000));
    private static final Masks MASKS = Mipp.selectMasks(ACTIVATIONS, Budgets.parameters(0.2));
    private static final PrunedNetwork SMALL = Mipp.prune(FRESH, MASKS);

    @Test
    void aNetworkThatWasNeverTrainedIsPrunedByTheSameVerbs() {
        assertTrue(SMALL.network().architecture().parameterCount() <= 0.2 * 61_706);
        assertTrue(SMALL.accuracy().isEmpty(), "nothing is known of data yet");
        assertTrue(MASKS.masks().stream().anyMatch(mask -> mask.kept().size() < mask.nodes()));
    }

    @Test
    void gKeepsTheOutputsOfTheUntrainedNetworkBetterThanTheCutAlone() {
        float[] whole = Examples.logits(FRESH, Examples.digits().test().first(500));
        assertTrue(distance(whole, SMALL.network()) < distance(whole, SMALL.cut()) / 2);
    }

    private static double distance(float[] whole, Network network) {
        float[] logits = Examples.logits(network, Examples.digits().test().first(500));
        double squares = 0;
        for (int i = 0; i < whole.length; i++) {
            squares += (whole[i] - logits[i]) * (whole[i] - logits[i]);
        }
        return squares;
    }

    @Test
    void itLearnsAfterwardsAndSoDoesTheControlOfTheSameWidths() {
        Network control = Mipp.reinitialise(SMALL, 4);
        TrainingPlan plan = Mipp.epochs(3).batchSize(64);
        TrainedNetwork trained = Mipp.train(SMALL, Examples.digits(), plan);
        TrainedNetwork again = Mipp.train(control, Examples.digits(), plan);
        assertTrue(trained.test().accuracy() > 0.85, trained.toString());
        assertTrue(again.test().accuracy() > 0.8, again.toString());
    }

    @Test
    void theControlHasThePrunedArchitectureAndNewWeightsOfItsSeed() {
        Network control = Mipp.reinitialise(SMALL, 4);
        assertEquals(SMALL.network().architecture(), control.architecture());
        Tensor kept = SMALL.network().weight("fc1.weight");
        assertNotEquals(kept, control.weight("fc1.weight"));
        assertEquals(control.weight("fc1.weight"), Mipp.reinitialise(SMALL, 4).weight("fc1.weight"));
        assertNotEquals(
                control.weight("fc1.weight"), Mipp.reinitialise(SMALL, 5).weight("fc1.weight"));
    }
}
