package org.mipp.baseline.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.baseline.TrainedExamples.GRAPH_NOISE;
import static org.mipp.baseline.TrainedExamples.NOISE;
import static org.mipp.baseline.TrainedExamples.captured;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.TrainedExamples;
import org.mipp.capture.Activations;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.Structure;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.surgery.Cut;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

class OnlyTrainOnceTest {

    private static final TrainingPlan PLAN = TrainingPlan.epochs(4).batchSize(8); // 12 steps, of other data 24
    private static final OnlyTrainOnce OTO = new OnlyTrainOnce(PLAN, 0.2, 0.5, 3);
    private static final Budget HALF = new Budget.KeptFraction(0.5);

    @TestFactory
    Stream<DynamicTest> cuttingTheNodesThatShrankToZeroChangesNothing() {
        return GraphExamples.all()
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Activations captured = captured(network, GRAPH_NOISE);
                    for (Budget budget : List.of(HALF, NetworkBudget.share(NetworkBudget.Resource.NODES, 0.6))) {
                        Masks masks = OTO.select(captured, budget);
                        Network trained = masks.weights().orElseThrow();
                        float[] whole = Examples.logits(trained, GRAPH_NOISE.train());
                        float[] cut = Examples.logits(Cut.apply(trained, masks), GRAPH_NOISE.train());
                        assertArrayEquals(whole, cut, 1e-5f);
                        float[] untrained = Examples.logits(Cut.apply(network, masks), GRAPH_NOISE.train());
                        float[] before = Examples.logits(network, GRAPH_NOISE.train());
                        assertTrue(Examples.distance(before, untrained) > 1e-3, "that cut alone changes something");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> meetsBudgetsOnEveryFamily() {
        return TrainedExamples.meetsBudgets(OTO, GraphExamples.all());
    }

    @Test
    void nodesThatStayAreTrained() {
        Network start = Examples.perceptron(1, 6, 4, 2);
        Masks masks = OTO.select(captured(start, NOISE), HALF);
        Network trained = masks.weights().orElseThrow();
        float[] before = start.weight("a.bias").toArray();
        float[] after = trained.weight("a.bias").toArray();
        for (int node = 0; node < 6; node++) {
            assertEquals(masks.mask("a").keeps(node), after[node] != 0);
            assertNotEquals(before[node], after[node]);
        }
        assertNotEquals(start.weight("c.bias"), trained.weight("c.bias"));
    }

    /** With hardly any learning, a node that goes is left with (d - t - 1) / d of its weights after step t. */
    @Test
    void nodesShrinkLinearlyOverTheirPeriod() {
        Network start = Examples.perceptron(1, 6, 4, 2);
        TrainingPlan still = PLAN.learningRate(1e-12);
        for (int taken = 0; taken <= 7; taken++) {
            Candidates candidates = new Candidates("OTO", captured(start, NOISE), HALF, 1);
            try (Progress progress = Progress.of("test", 24)) {
                HessoSchedule hook = new HessoSchedule(candidates, 2, 5, 1, progress);
                Network after = Training.part(start, NOISE, still, 0, taken, hook);
                float share = Math.min(5, Math.max(0, 7 - taken)) / 5f;
                KeptNodes kept = candidates.kept();
                float[] expected = start.weight("b.weight").toArray();
                for (int i = 0; i < expected.length; i++) {
                    expected[i] *= kept.stays("b", i / 6) ? 1 : share;
                }
                assertArrayEquals(expected, after.weight("b.weight").toArray(), 1e-6f, "after " + taken);
            }
        }
    }

    /** Two nodes (3, 4 | 5) and (0, 1 | 2) with gradients (1, 0 | 0) and (0, 2 | -1). */
    @Test
    void theScoresAreTheFivePublishedOnes() {
        Network network = Examples.perceptron(1, 1, 2, 2);
        Structure structure = network.architecture().structure();
        Map<String, Tensor> weights = Map.of(
                "a.weight", Tensor.of(new Shape(1, 12), new float[12]),
                "a.bias", Tensor.of(new Shape(1), 0),
                "b.weight", Tensor.of(new Shape(2, 1), 3, 1),
                "b.bias", Tensor.of(new Shape(2), 4, 2));
        Map<String, Tensor> gradients = Map.of(
                "a.weight", Tensor.of(new Shape(1, 12), new float[12]),
                "a.bias", Tensor.of(new Shape(1), 0),
                "b.weight", Tensor.of(new Shape(2, 1), 1, 2),
                "b.bias", Tensor.of(new Shape(2), 0, -2));
        double[] scores =
                HessoScores.of(structure, weights::get, gradients::get).get("b");
        // |x| = 5, root 5; two parameters each; x g = 3, -2; |g| = 1, root 8; a's node has 0, 0, 1, 0, 0
        double[][] raw = {
            {5, 2.5, 0.6 + 1, 3, 4.5},
            {Math.sqrt(5), Math.sqrt(5) / 2, 1 - 2 / Math.sqrt(5 * 8), 2, 2}
        };
        for (int node = 0; node < 2; node++) {
            double expected = 0;
            for (int k = 0; k < 5; k++) {
                double others = k == 2 ? 1 : 0;
                expected += 0.2 * raw[node][k] / Math.sqrt(raw[0][k] * raw[0][k] + raw[1][k] * raw[1][k] + others);
            }
            assertEquals(expected, scores[node], 1e-7);
        }
    }

    @Test
    void theSameSeedGivesTheSameMasksAndWeights() {
        Activations captured = captured(Examples.perceptron(1, 6, 4, 2), NOISE);
        Masks first = OTO.select(captured, HALF);
        Masks second = OTO.select(captured, HALF);
        assertEquals(first.masks(), second.masks());
        assertEquals(first.weights(), second.weights());
        Masks other = OTO.seeded(1).select(captured, HALF);
        assertNotEquals(first.weights(), other.weights());
    }

    @Test
    void itsTextHoldsAllSettings() {
        assertEquals(
                "OTO (4 epochs, Adam 0.001, batches of 8, seed 0; warm-up 0.2 and shrinking 0.5 of the steps, 3 periods)",
                OTO.toString());
    }

    @Test
    void refusesAPlanWithoutRoomForItsPeriods() {
        Activations captured = captured(Examples.perceptron(1, 6, 4, 2), NOISE);
        OnlyTrainOnce hasty = new OnlyTrainOnce(PLAN, 0.75, 0.2, 8);
        assertEquals(
                "OTO: expected a plan that has, after a warm-up of 18 steps, at least one step for each of 8 periods, got 24"
                        + " steps in all; plan more epochs or fewer periods",
                assertThrows(IllegalArgumentException.class, () -> hasty.select(captured, HALF))
                        .getMessage());
        assertEquals(
                "warm-up: expected a share of the steps of at least 0 and below 1, got -0.1",
                assertThrows(IllegalArgumentException.class, () -> new OnlyTrainOnce(PLAN, -0.1, 0.2, 8))
                        .getMessage());
    }
}
