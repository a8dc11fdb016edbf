package org.mipp.baseline.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.baseline.TrainedExamples.NOISE;
import static org.mipp.baseline.TrainedExamples.captured;

import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.baseline.TrainedExamples;
import org.mipp.capture.Activations;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.training.TrainingPlan;

class SparseSlimmingTest {

    private static final Network NORMALISED = GraphExamples.lively(
                    new ArchitectureBuilder("normalised", new Shape(1, 3, 4))
                            .then("flat", new Flatten())
                            .then("a", new FullyConnected(12, 6))
                            .then("norm", new BatchNorm(6))
                            .then("relu", new Relu())
                            .then("b", new FullyConnected(6, 2))
                            .build(),
                    1)
            .withWeights(Map.of("norm.weight", Tensor.of(new Shape(6), 0.5f, -0.4f, 0.01f, -1, 0.7f, 0.3f)));
    private static final Budget HALF = new Budget.KeptFraction(0.5);
    private static final TrainingPlan ONE_STEP =
            TrainingPlan.epochs(1).batchSize(48).learningRate(0.1).sgd(0, 0);

    private static float[] scales(double strength) {
        return new SparseSlimming(ONE_STEP, strength)
                .select(captured(NORMALISED, NOISE), HALF)
                .weights()
                .orElseThrow()
                .weight("norm.weight")
                .toArray();
    }

    @Test
    void aStepMovesEveryScaleTowardsZeroByRateTimesStrength() {
        float[] before = NORMALISED.weight("norm.weight").toArray();
        float[] weak = scales(0.01);
        float[] strong = scales(0.51);
        for (int i = 0; i < 6; i++) {
            assertEquals(weak[i] - 0.1 * 0.5 * Math.signum(before[i]), strong[i], 1e-6);
        }
    }

    @Test
    void keepsTheNodesWithTheLargestScalesAfterTraining() {
        TrainingPlan plan = TrainingPlan.epochs(20).batchSize(8).learningRate(0.02);
        Masks masks = new SparseSlimming(plan, 0.1).select(captured(NORMALISED, NOISE), HALF);
        float[] scales = masks.weights().orElseThrow().weight("norm.weight").toArray();
        double least = masks.mask("a").kept().stream()
                .mapToDouble(node -> Math.abs(scales[node]))
                .min()
                .orElseThrow();
        for (int node = 0; node < 6; node++) {
            assertTrue(masks.mask("a").keeps(node) || Math.abs(scales[node]) <= least);
        }
        float[] before = NORMALISED.weight("norm.weight").toArray();
        assertTrue(Examples.largest(scales) < Examples.largest(before), "the penalty shrinks scales");
    }

    @TestFactory
    Stream<DynamicTest> meetsBudgetsOnEveryFamilyWithBatchNorm() {
        return TrainedExamples.meetsBudgets(
                new SparseSlimming(TrainingPlan.epochs(1).batchSize(12)),
                Stream.of(
                        GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 2),
                        GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 3)));
    }

    @Test
    void theSameSeedGivesTheSameMasksAndWeights() {
        TrainingPlan plan = TrainingPlan.epochs(2).batchSize(8);
        Activations captured = captured(NORMALISED, NOISE);
        Masks first = new SparseSlimming(plan).select(captured, HALF);
        Masks second = new SparseSlimming(plan).select(captured, HALF);
        assertEquals(first.masks(), second.masks());
        assertEquals(first.weights(), second.weights());
        assertNotEquals(
                first.weights(),
                new SparseSlimming(plan).seeded(1).select(captured, HALF).weights());
    }

    @Test
    void itsTextHoldsAllSettings() {
        assertEquals(
                "slimming, sparse (1 epoch, SGD (momentum 0.0, weight decay 0.0) 0.1, batches of 48, seed 4; penalty 0.25)",
                new SparseSlimming(ONE_STEP, 0.25).seeded(4).toString());
    }

    @Test
    void refusesNetworksWithoutBatchNormBeforeItTrains() {
        Activations captured = captured(Examples.perceptron(1, 6, 4, 2), NOISE);
        String message = assertThrows(IllegalArgumentException.class, () -> new SparseSlimming()
                        .select(captured, NetworkBudget.of(NetworkBudget.Resource.NODES, 5)))
                .getMessage();
        assertTrue(
                message.contains("expected a batch norm behind every node, got none behind those of [a, b]"), message);
        assertEquals(
                "strength of the penalty: expected a finite number above 0, got 0.0",
                assertThrows(IllegalArgumentException.class, () -> new SparseSlimming(ONE_STEP, 0))
                        .getMessage());
    }
}
