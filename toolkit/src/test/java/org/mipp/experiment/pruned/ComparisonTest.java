package org.mipp.experiment.pruned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Examples;
import org.mipp.Mipp;
import org.mipp.Networks;
import org.mipp.Storage;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.figure.pruning.ComparisonFigure;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.training.EvaluatedNetwork;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

class ComparisonTest {

    private static final TrainedNetwork LENET = Examples.lenet();
    private static final Activations CAPTURED =
            Capture.of(LENET, Examples.digits().train().first(1000), CaptureOptions.DEFAULT);
    private static final ClosedFormTerc MIPP = new ClosedFormTerc(Regularisation.DEFAULT);
    private static final Masks MASKS = MIPP.select(CAPTURED, new Budget.KeptFraction(0.25));
    private static final PrunedNetwork SMALL = PrunedNetwork.of(LENET, MASKS);
    private static final PrunedNetwork NORMS = PrunedNetwork.of(LENET, new L1Norm().select(CAPTURED, MASKS.widths()));
    private static final TrainingPlan PLAN = TrainingPlan.epochs(1).images(500);
    private static final TrainedNetwork TUNED = Training.train(SMALL, Examples.digits(), PLAN);

    @TempDir
    private Path folder;

    @Test
    void aComparisonHasOneRowPerNetworkWithAllItsStages() {
        Comparison comparison = Comparison.of(LENET, SMALL, TUNED);
        assertEquals(2, comparison.rows().size(), "the pruned network and its retraining share a row");
        ComparedNetwork dense = comparison.rows().get(0);
        assertEquals("not pruned", dense.name());
        assertEquals(61_706, dense.parameters());
        assertEquals(LENET.test().accuracy(), dense.before().orElseThrow());
        assertTrue(dense.afterCut().isEmpty() && dense.retrained().isEmpty());
        ComparedNetwork pruned = comparison.rows().get(1);
        assertEquals("MIPP", pruned.name());
        assertEquals(
                SMALL.accuracy().orElseThrow().afterRepair().accuracy(),
                pruned.afterRepair().orElseThrow());
        assertEquals(TUNED.test().accuracy(), pruned.retrained().orElseThrow());
        assertTrue(pruned.milliseconds() > 0);
    }

    @Test
    void rivalsGetTheSameWidthsRepairAndRetraining() {
        Comparison comparison = Comparison.of(TUNED).against(new RandomSelection(1), new L1Norm());
        assertEquals(List.of("MIPP", "random", "L1 norm"), names(comparison));
        assertEquals(
                1,
                comparison.rows().stream()
                        .map(ComparedNetwork::parameters)
                        .distinct()
                        .count());
        assertTrue(comparison.rows().stream().allMatch(row -> row.retrained().isPresent()));
        TrainedNetwork rival = (TrainedNetwork) comparison.rows().get(1).stage();
        assertEquals(TUNED.plan(), rival.plan());
    }

    @Test
    void withoutRetrainingRivalsAreNotRetrainedEither() {
        Comparison comparison = Comparison.of(SMALL).against(new L1Norm());
        assertEquals(2, comparison.rows().size());
        assertTrue(comparison.rows().get(1).retrained().isEmpty());
        assertFalse(comparison.rows().get(1).afterRepair().isEmpty());
    }

    @Test
    void refusesToCompareNothing() {
        assertEquals(
                "compare: expected at least one network, got none",
                assertThrows(IllegalArgumentException.class, Comparison::of).getMessage());
    }

    @Test
    void refusesRivalsOfANetworkThatIsNotPruned() {
        Comparison dense = Comparison.of(LENET);
        String message = assertThrows(IllegalArgumentException.class, () -> dense.against(new L1Norm()))
                .getMessage();
        assertTrue(message.startsWith("against: expected a comparison with a pruned network"), message);
    }

    @Test
    void networksPrunedByTheSameMethodAreToldApartByTheirBudgets() {
        PrunedNetwork other = PrunedNetwork.of(LENET, MIPP.select(CAPTURED, new Budget.KeptFraction(0.2)));
        Comparison comparison = Comparison.of(LENET, SMALL, other).against(new L1Norm());
        assertEquals(
                List.of(
                        "not pruned",
                        "MIPP, " + MASKS.budget(),
                        "MIPP, keep 20 %",
                        "L1 norm, widths of MIPP, " + MASKS.budget(),
                        "L1 norm, widths of MIPP, keep 20 %"),
                names(comparison));
    }

    @Test
    void networksOfEqualWidthsMeetTheirRivalsOnce() {
        Comparison comparison = Comparison.of(SMALL, NORMS).against(new RandomSelection(0), MIPP);
        assertEquals(List.of("MIPP", "L1 norm", "random", "MIPP, no. 2"), names(comparison));
        assertEquals(
                names(comparison),
                ComparisonFigure.of(comparison).data().stream()
                        .map(trace -> trace.get("name"))
                        .toList(),
                "the legend");
        assertEquals(
                List.of("MIPP", "L1 norm", "random", "SynFlow"),
                names(Comparison.of(SMALL, NORMS)
                        .against(new RandomSelection(0))
                        .against(org.mipp.Methods.synFlow())),
                "rivals of rivals");
    }

    @Test
    void rivalsOfEqualWidthsAreSetApartByTheRetrainingThatTheyShare() {
        Comparison comparison = Comparison.of(NORMS, TUNED).against(new RandomSelection(0));
        assertEquals(
                List.of("L1 norm", "MIPP", "random, widths of L1 norm", "random, widths of MIPP"), names(comparison));
        assertTrue(comparison.rows().get(2).retrained().isEmpty());
        assertTrue(comparison.rows().get(3).retrained().isPresent());
    }

    @Test
    void aPrunedNetworkFromAFileIsNotCalledUnpruned() {
        Path file = folder.resolve("small.safetensors");
        Storage.save(file, TUNED);
        EvaluatedNetwork loaded = EvaluatedNetwork.of(Storage.load(file), Examples.digits());
        int nodes = TUNED.network().architecture().nodes();
        assertEquals(
                List.of("not pruned", "MIPP", "LeNet5, " + nodes + " nodes"),
                names(Comparison.of(LENET, SMALL, TUNED, loaded)));
        PrunedNetwork smaller = PrunedNetwork.of(
                loaded,
                MIPP.select(
                        Capture.of(loaded, Examples.digits().train().first(500), CaptureOptions.DEFAULT),
                        new Budget.KeptFraction(0.5)));
        assertEquals(
                List.of("LeNet5, trained, 226 nodes", "LeNet5, " + nodes + " nodes", "MIPP"),
                names(Comparison.of(LENET, loaded, smaller)),
                "what pruning began with was pruned before");
    }

    @Test
    void networksThatAreNotPrunedGoByTheirLabels() {
        EvaluatedNetwork fresh = EvaluatedNetwork.of(Networks.lenet5(5), Examples.digits());
        EvaluatedNetwork other = EvaluatedNetwork.of(Networks.lenet5(6), Examples.digits());
        EvaluatedNetwork flat = EvaluatedNetwork.of(Networks.mlp(Examples.digits(), 8), Examples.digits());
        assertEquals(
                List.of("LeNet5, trained", "LeNet5", "LeNet5, no. 2", flat.label()),
                names(Comparison.of(LENET, fresh, other, flat)));
        assertEquals(
                List.of("not pruned", "LeNet5", "MIPP"),
                names(Comparison.of(LENET, fresh, SMALL)),
                "only what pruning began with");
        TrainedNetwork again = Training.train(TUNED, Examples.digits(), PLAN);
        assertEquals(
                List.of("MIPP", "LeNet5, pruned by MIPP, retrained, retrained"), names(Comparison.of(TUNED, again)));
    }

    @Test
    void aNetworkPrunedBeforeTrainingIsComparedWithTheTrainingOfTheWhole() {
        var fresh = Networks.lenet5(5);
        PrunedNetwork early = Mipp.prune(
                fresh,
                new RandomSelection(0)
                        .select(Mipp.capture(fresh, Examples.digits().sample(200)), MASKS.widths()));
        assertEquals(
                List.of("not pruned", "random"),
                names(Comparison.of(
                        Training.train(fresh, Examples.digits(), PLAN),
                        Training.train(early, Examples.digits(), PLAN))));
    }

    @Test
    void refusesToMeetNoMethod() {
        Comparison comparison = Comparison.of(SMALL);
        assertEquals(
                "against: expected at least one method, got none; name some, as in against(random(0), l1Norm())",
                assertThrows(IllegalArgumentException.class, comparison::against)
                        .getMessage());
    }

    private static List<String> names(Comparison comparison) {
        return comparison.rows().stream().map(ComparedNetwork::name).toList();
    }
}
