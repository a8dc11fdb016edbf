package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.experiment.pruned.Comparison;
import org.mipp.experiment.pruned.Estimation;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.experiment.pruned.Tradeoff;
import org.mipp.information.Information;
import org.mipp.information.NodeInformation;
import org.mipp.information.gaussian.GaussianNodeInformation;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Network;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.training.EvaluatedNetwork;
import org.mipp.training.TrainedNetwork;

class ExperimentTest {

    private static final TrainedNetwork LENET = Examples.lenet();
    private static final Activations CAPTURED =
            Capture.of(LENET, Examples.digits().train().first(1000), CaptureOptions.DEFAULT);
    private static final ClosedFormTerc MIPP = new ClosedFormTerc(Regularisation.DEFAULT);
    private static final Masks MASKS = MIPP.select(CAPTURED, new Budget.KeptFraction(0.25));
    private static final PrunedNetwork SMALL = PrunedNetwork.of(LENET, MASKS);

    @Test
    void aPrunedNetworkKnowsItsAccuracyAtEveryStep() {
        PrunedNetwork.Steps steps = SMALL.accuracy().orElseThrow();
        assertEquals(LENET.test(), steps.before());
        assertTrue(steps.afterCut().accuracy() < steps.afterRepair().accuracy());
        assertTrue(steps.afterRepair().accuracy() < steps.before().accuracy());
    }

    @Test
    void aNetworkWithoutDataIsPrunedButNotJudged() {
        Masks masks = MIPP.select(
                Capture.of(LENET.network(), Examples.digits().train().first(500), CaptureOptions.DEFAULT),
                new Budget.KeptFraction(0.5));
        assertTrue(PrunedNetwork.of(LENET.network(), masks).accuracy().isEmpty());
    }

    @Test
    void aTradeoffHasOnePointPerMethodAndBudgetAtEqualSize() {
        Tradeoff tradeoff = Tradeoff.of(
                LENET,
                CAPTURED,
                List.of(new Budget.KeptFraction(0.5), new Budget.UnexplainedShare(0.05)),
                List.of(MIPP, new RandomSelection(1)));
        assertEquals(4, tradeoff.points().size());
        assertEquals(List.of("MIPP", "random"), tradeoff.methods());
        assertEquals(
                tradeoff.points().get(0).parameters(), tradeoff.points().get(1).parameters());
        assertEquals(
                tradeoff.points().get(2).parameters(), tradeoff.points().get(3).parameters());
        assertTrue(tradeoff.points().get(2).afterRepair()
                > tradeoff.points().get(3).afterRepair());
    }

    @Test
    void informationIsEstimatedLayerByLayer() {
        Information information = Estimation.of(CAPTURED, new GaussianNodeInformation(Regularisation.DEFAULT, 0.95));
        assertEquals(4, information.layers().size());
        assertEquals(120, information.layers().get(2).nodes().size());
        assertTrue(information.toString().contains("fc1"), information.toString());
    }

    @Test
    void informationNamesTheNodesOfALayerAsItsMasksDo() {
        Network residual = GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 1);
        Activations captured = Capture.of(residual, GraphExamples.noise(300, 1), CaptureOptions.DEFAULT);
        DownstreamLayer reader = residual.architecture().prunable().stream()
                .filter(PrunableLayer::tied)
                .flatMap(layer -> layer.readers().stream())
                .filter(map -> map.map().equals("layer1.0.conv1"))
                .findFirst()
                .orElseThrow();
        Information information = Estimation.of(captured, new GaussianNodeInformation(Regularisation.DEFAULT, 0.95));
        assertEquals(
                reader.nodes(),
                information.layers().stream()
                        .filter(layer -> layer.layer().equals("conv1 > layer1.0.conv1"))
                        .flatMap(layer -> layer.nodes().stream())
                        .map(NodeInformation::node)
                        .toList());
    }

    @Test
    void anEvaluatedNetworkIsComparedLikeATrainedOne() {
        EvaluatedNetwork evaluated = EvaluatedNetwork.of(LENET.network(), Examples.digits());
        Masks masks = MIPP.select(
                Capture.of(evaluated, Examples.digits().train().first(500), CaptureOptions.DEFAULT),
                new Budget.KeptFraction(0.5));
        PrunedNetwork pruned = PrunedNetwork.of(evaluated, masks);
        assertEquals(evaluated.test(), pruned.accuracy().orElseThrow().before());
        assertEquals(
                LENET.test().accuracy(),
                Comparison.of(evaluated).rows().get(0).before().orElseThrow());
    }

    @Test
    void refusesATradeoffWithoutDataOrMethods() {
        List<Budget> budgets = List.of(new Budget.KeptFraction(0.5));
        assertEquals(
                "trade-off: expected a network whose data are known, got LeNet5; name them: evaluate(network, data)",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Tradeoff.of(LENET.network(), CAPTURED, budgets, List.of(MIPP)))
                        .getMessage());
        assertEquals(
                "trade-off: expected at least one budget and one method, got 1 and 0",
                assertThrows(IllegalArgumentException.class, () -> Tradeoff.of(LENET, CAPTURED, budgets, List.of()))
                        .getMessage());
    }
}
