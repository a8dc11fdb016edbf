package org.mipp.experiment.pruned;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.mipp.network.NetworkStage;
import org.mipp.training.EvaluatedStage;
import org.mipp.training.judge.Evaluation;
import org.mipp.training.judge.Latency;

/**
 * One network in a {@link Comparison}.
 *
 * @param name who pruned it, with the budget where others were pruned by the same; {@code "not pruned"} for the one network that
 *     the pruned ones began as, and the stage's label for others. No two rows share it
 * @param stage the network at its last stage
 * @param alone how long one image takes, measured in turn with the other rows
 * @param together how long a batch of images takes, likewise
 * @param accuracies what it can do at every step of its life
 */
public record ComparedNetwork(String name, NetworkStage stage, Latency alone, Latency together, Accuracies accuracies) {

    /**
     * Test accuracies, each from 0 to 1, of the steps that were measured.
     *
     * @param before before pruning
     * @param afterCut right after the cut
     * @param afterRepair with g installed
     * @param retrained after retraining
     */
    public record Accuracies(
            OptionalDouble before, OptionalDouble afterCut, OptionalDouble afterRepair, OptionalDouble retrained) {

        static Accuracies of(NetworkStage stage) {
            Optional<PrunedNetwork> pruned = ComparisonNames.pruned(stage);
            Optional<PrunedNetwork.Steps> steps = pruned.flatMap(PrunedNetwork::accuracy);
            OptionalDouble tested =
                    stage instanceof EvaluatedStage judged && judged.test().images() > 0
                            ? OptionalDouble.of(judged.test().accuracy())
                            : OptionalDouble.empty();
            return new Accuracies(
                    pruned.isPresent() ? accuracy(steps, PrunedNetwork.Steps::before) : tested,
                    accuracy(steps, PrunedNetwork.Steps::afterCut),
                    accuracy(steps, PrunedNetwork.Steps::afterRepair),
                    pruned.isPresent() ? tested : OptionalDouble.empty());
        }

        private static OptionalDouble accuracy(
                Optional<PrunedNetwork.Steps> steps, Function<PrunedNetwork.Steps, Evaluation> step) {
            return steps.map(step)
                    .map(evaluation -> OptionalDouble.of(evaluation.accuracy()))
                    .orElse(OptionalDouble.empty());
        }
    }

    private static final Latency UNTIMED = new Latency(1, 0, 0, 0, 0);

    /** A network whose latencies are still to be measured. */
    static ComparedNetwork of(String name, NetworkStage stage) {
        return new ComparedNetwork(name, stage, UNTIMED, UNTIMED, Accuracies.of(stage));
    }

    ComparedNetwork timed(Latency one, Latency many) {
        return new ComparedNetwork(name, stage, one, many, accuracies);
    }

    /** {@return who pruned it, which several rows may share; the row's name where nobody did} */
    public String method() {
        return ComparisonNames.pruned(stage)
                .map(pruned -> pruned.masks().method())
                .orElse(name);
    }

    /** {@return its prunable nodes} */
    public int nodes() {
        return stage.network().architecture().nodes();
    }

    /** {@return the numbers that it has learnt} */
    public long parameters() {
        return stage.network().architecture().parameterCount();
    }

    /** {@return multiply-accumulate operations for one image} */
    public long macs() {
        return stage.network().architecture().macs();
    }

    /** {@return milliseconds for 1,000 images in batches} */
    public double milliseconds() {
        return together.perThousand();
    }

    /** {@return test accuracy before pruning, 0 to 1} */
    public OptionalDouble before() {
        return accuracies.before();
    }

    /** {@return test accuracy right after the cut, 0 to 1} */
    public OptionalDouble afterCut() {
        return accuracies.afterCut();
    }

    /** {@return test accuracy with g installed, 0 to 1} */
    public OptionalDouble afterRepair() {
        return accuracies.afterRepair();
    }

    /** {@return test accuracy after retraining, 0 to 1} */
    public OptionalDouble retrained() {
        return accuracies.retrained();
    }
}
