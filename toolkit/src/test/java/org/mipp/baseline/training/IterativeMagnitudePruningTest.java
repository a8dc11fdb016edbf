package org.mipp.baseline.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.baseline.TrainedExamples.NOISE;
import static org.mipp.baseline.TrainedExamples.captured;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.TrainedExamples;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.network.Network;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.surgery.Cut;
import org.mipp.training.StepHook;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

class IterativeMagnitudePruningTest {

    private static final Network START = Examples.perceptron(1, 12, 8, 2);
    private static final Activations CAPTURED = captured(START, NOISE);
    private static final TrainingPlan PLAN =
            TrainingPlan.epochs(4).batchSize(8).learningRate(0.2).sgd(0.9, 0); // 24 steps
    private static final IterativeMagnitudePruning TWO_ROUNDS = new IterativeMagnitudePruning(PLAN, 0.25, 0.3);
    private static final Budget HALF = new Budget.KeptFraction(0.5);

    private static Network part(Network network, int from, int to) {
        return Training.part(network, NOISE, PLAN, from, to, StepHook.NONE);
    }

    /** Twelve nodes to 8.5 to 6, eight to 5.7 to 4, the second round starting from what is given. */
    private static List<Mask> twoRounds(Network rewound, boolean rewind) {
        Network trained = part(rewound, 6, 24);
        List<Mask> first = List.of(largest(trained, "a", all(12), 8), largest(trained, "b", all(8), 6));
        Network again = part(Cut.apply(rewind ? rewound : trained, first), 6, 24);
        return List.of(
                largest(again, "a", first.get(0).kept(), 6),
                largest(again, "b", first.get(1).kept(), 4));
    }

    private static List<Integer> all(int nodes) {
        return IntStream.range(0, nodes).boxed().toList();
    }

    /** Of a layer whose rows are the given nodes, those with the largest sums of absolute weights. */
    private static Mask largest(Network network, String layer, List<Integer> nodes, int count) {
        float[] weights = network.weight(layer + ".weight").toArray();
        int columns = weights.length / nodes.size();
        double[] norms = new double[nodes.size()];
        for (int i = 0; i < weights.length; i++) {
            norms[i / columns] += Math.abs(weights[i]);
        }
        return new Mask(
                layer,
                layer.equals("a") ? 12 : 8,
                IntStream.range(0, norms.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(row -> -norms[row]))
                        .limit(count)
                        .map(nodes::get)
                        .toList());
    }

    @Test
    void everyRoundStartsFromTheRewindPointAndPrunesWhatIsLeft() {
        Network rewound = part(START, 0, 6);
        Masks masks = TWO_ROUNDS.select(CAPTURED, HALF);
        assertEquals(twoRounds(rewound, true), masks.masks());
        assertNotEquals(twoRounds(rewound, false), masks.masks(), "the test can tell whether weights are set back");
    }

    @Test
    void theWeightsToGoOnWithAreThoseOfTheRewindPointWhateverTheNumberOfRounds() {
        for (double kept : new double[] {0.9, 0.5, 0.2}) {
            assertEquals(
                    part(START, 0, 6),
                    TWO_ROUNDS
                            .select(CAPTURED, new Budget.KeptFraction(kept))
                            .weights()
                            .orElseThrow());
        }
    }

    @Test
    void aNetworkTrainedHereIsRewoundTowardsWhatItWasTrainedFrom() {
        TrainedNetwork once = Training.train(START, NOISE, PLAN);
        TrainedNetwork twice = Training.train(once, NOISE, PLAN.seed(5));
        TrainedNetwork thrice = Training.train(twice, NOISE, PLAN.seed(6));
        for (TrainedNetwork trained : List.of(twice, thrice)) {
            Masks masks = new IterativeMagnitudePruning(PLAN, 0, 0.6).select(captured(trained, NOISE), HALF);
            assertEquals(START, masks.weights().orElseThrow());
        }
    }

    @Test
    void roundsAreAsFewAsTheShareAllows() {
        int[] rounds = {1, 4, 7, 11};
        double[] kept = {0.8, 0.5, 0.25, 0.1};
        for (int i = 0; i < kept.length; i++) {
            NetworkBudget nodes = NetworkBudget.share(NetworkBudget.Resource.NODES, kept[i]);
            assertEquals(rounds[i], Candidates.steps(CAPTURED, nodes, 0.2), nodes.toString());
        }
        // 1 % of 20 nodes is none: as for one node, ln(20) / ln(1.25) = 13.4; then the choice refuses
        assertEquals(14, Candidates.steps(CAPTURED, NetworkBudget.share(NetworkBudget.Resource.NODES, 0.01), 0.2));
        assertEquals(1, Candidates.steps(CAPTURED, new Budget.KeptFraction(1), 0.2));
        assertEquals(2, Candidates.steps(CAPTURED, HALF, 0.3));
        // the layer that loses most decides: 12 nodes to 1
        assertEquals(12, Candidates.steps(CAPTURED, new Budget.KeptFraction(0.1), 0.2));
    }

    @TestFactory
    Stream<DynamicTest> meetsBudgetsOnEveryFamily() {
        TrainingPlan plan = TrainingPlan.epochs(1).batchSize(12);
        return TrainedExamples.meetsBudgets(new IterativeMagnitudePruning(plan, 0.5, 0.4), GraphExamples.all());
    }

    @Test
    void theSameSeedGivesTheSameMasksAndWeights() {
        Masks first = TWO_ROUNDS.select(CAPTURED, HALF);
        Masks second = TWO_ROUNDS.select(CAPTURED, HALF);
        assertEquals(first.masks(), second.masks());
        assertEquals(first.weights(), second.weights());
        Masks other = TWO_ROUNDS.seeded(4).select(CAPTURED, HALF);
        assertNotEquals(first.weights(), other.weights());
        assertEquals(4, other.provenance().seed());
        assertEquals(48, other.provenance().samples());
        assertTrue(other.provenance().seconds() > 0);
    }

    @Test
    void saysWhatItNeeds() {
        Activations unknown = Capture.of(START, NOISE.train(), CaptureOptions.DEFAULT);
        assertEquals(
                "IMP: expected a network whose training data are known, since it trains while it chooses, got perceptron;"
                        + " name them before capturing: evaluate(network, data)",
                message(() -> TWO_ROUNDS.select(unknown, HALF)));
        assertEquals(
                "IMP: expected a budget that says how much stays, got 'confidence 95 %'; use a kept fraction, the widths of"
                        + " other masks, or parameters, MACs or nodes of the network",
                message(() -> TWO_ROUNDS.select(CAPTURED, new Budget.Confidence(0.95))));
        assertEquals(
                "rewind point: expected a share of the steps of at least 0 and below 1, got 1.0",
                message(() -> new IterativeMagnitudePruning(PLAN, 1, 0.2)));
        assertEquals(
                "share to take away in a round: expected a number between 0 and 1, both excluded, got 0.0",
                message(() -> new IterativeMagnitudePruning(PLAN, 0, 0)));
    }

    @Test
    void itsTextHoldsAllSettings() {
        assertEquals(
                "IMP (4 epochs, SGD (momentum 0.9, weight decay 0.0) 0.2, batches of 8, seed 0; rewinding to 0.25 of the steps,"
                        + " at most 0.3 away per round)",
                TWO_ROUNDS.toString());
    }

    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void noticesAnInterrupt() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> TWO_ROUNDS.select(CAPTURED, HALF));
        assertFalse(Thread.interrupted());
    }
}
