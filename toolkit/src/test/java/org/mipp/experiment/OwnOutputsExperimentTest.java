package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.Mipp;
import org.mipp.Networks;
import org.mipp.Retraining;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.data.Dataset;
import org.mipp.experiment.pruned.ComparedNetwork;
import org.mipp.experiment.pruned.Comparison;
import org.mipp.selection.Masks;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

/** Every method, retrained on the outputs of the network that it has pruned. */
class OwnOutputsExperimentTest {

    private static final Dataset DIGITS = Examples.digits().first(1000, 300);
    private static final TrainingPlan SHORT =
            TrainingPlan.epochs(1).batchSize(32).learningRate(0.003);
    private static final TrainedNetwork WHOLE = Training.train(Networks.mlp(DIGITS, 24, 12), DIGITS, SHORT);

    private static Experiment experiment(TrainingPlan retraining) {
        return Experiment.of(WHOLE, DIGITS)
                .methods(Methods.mipp(), Methods.l1Norm())
                .budgets(Budgets.keep(0.25))
                .seeds(3)
                .retraining(retraining)
                .images(500);
    }

    private static List<Object> accuracies(ExperimentResult result) {
        return result.runs().stream().<Object>map(PruningRun::retrained).toList();
    }

    @Test
    void everyMethodIsRetrainedOnTheOutputsOfTheWholeNetwork() {
        ExperimentResult own =
                experiment(SHORT.loss(Retraining.onItsOwnOutputs())).seeds(3).run();
        assertEquals(List.of(), own.failures());
        assertEquals(
                accuracies(experiment(SHORT.loss(Retraining.onOutputsOf(WHOLE))).run()),
                accuracies(own),
                "as with the network named");
        assertTrue(!accuracies(own).equals(accuracies(experiment(SHORT).run())), "other than on labels");
        assertTrue(
                experiment(SHORT.loss(Retraining.onItsOwnOutputs()))
                        .protocol()
                        .toString()
                        .contains("on the outputs of the network that was pruned at temperature 2.0"),
                "a folder's runs say so");
    }

    @Test
    void aNewNetworkOfEverySeedTeachesItsOwn() {
        ExperimentResult result = Experiment.of(Networks.mlp(DIGITS, 24, 12), DIGITS)
                .methods(Methods.mipp())
                .budgets(Budgets.keep(0.25))
                .seeds(2)
                .training(SHORT)
                .retraining(SHORT.loss(Retraining.onItsOwnOutputs()))
                .images(500)
                .run();
        assertEquals(List.of(), result.failures());
        assertEquals(4, result.runs().size());
    }

    @Test
    void rivalsInAComparisonLearnFromTheSameTeacher() {
        Masks masks = Mipp.selectMasks(Mipp.capture(WHOLE, DIGITS.sample(500)), Budgets.keep(0.25));
        TrainedNetwork tuned = Retraining.retrain(
                Mipp.prune(WHOLE, masks), DIGITS.train().withoutLabels(), Retraining.onOutputsOf(WHOLE), SHORT);
        Comparison comparison = Comparison.of(WHOLE, tuned).against(new L1Norm());
        assertEquals(
                List.of("not pruned", "MIPP", "L1 norm"),
                comparison.rows().stream().map(ComparedNetwork::method).toList());
        TrainedNetwork rival = (TrainedNetwork) comparison.rows().get(2).stage();
        assertEquals(tuned.plan(), rival.plan());
        assertTrue(comparison.rows().get(2).retrained().isPresent());
    }

    @Test
    void rivalsOfANetworkWhoseDataAreNotKnownAreNotJudgedEither() {
        Masks masks = Mipp.selectMasks(Mipp.capture(WHOLE.network(), DIGITS.sample(500)), Budgets.keep(0.25));
        TrainedNetwork tuned = Retraining.retrain(
                Mipp.prune(WHOLE.network(), masks),
                DIGITS.train().withoutLabels(),
                Retraining.onOutputsOf(WHOLE),
                SHORT);
        Comparison comparison = Comparison.of(tuned).against(new L1Norm());
        assertTrue(comparison.rows().stream().allMatch(row -> row.retrained().isEmpty()));
    }

    private static String refusal(Experiment experiment) {
        return assertThrows(IllegalArgumentException.class, experiment::run).getMessage();
    }

    @Test
    void refusesWholeNetworksThatWouldTeachThemselvesAndCheckpoints() {
        TrainingPlan own = SHORT.loss(Retraining.onItsOwnOutputs());
        String message = refusal(experiment(SHORT).training(own));
        assertEquals(
                "experiment: expected whole networks to be trained on labels, got: " + own
                        + "; only pruned ones have a network to learn from, as in"
                        + " retraining(epochs(1).loss(onItsOwnOutputs()))",
                message);
        assertEquals(
                "experiment: expected plans without a checkpoint, as many networks are trained by each; keep finished runs:"
                        + " resumeFrom(folder) of the experiment",
                refusal(experiment(SHORT.resumeFrom(Path.of("net.safetensors")))));
    }
}
