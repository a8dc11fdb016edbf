package org.mipp.experiment.pruned;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.network.NetworkStage;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.KeptNodes;
import org.mipp.run.Notes;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Progress;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.SelectionMethod;

/**
 * One network at a dozen budgets, computed beforehand so that a slider can go through them.
 *
 * @param label of the network
 * @param architecture of the network before
 * @param accuracy of the network before, 0 to 1
 * @param steps from the mildest budget to the strongest
 * @param warnings doubts, each once, for display
 */
public record Exploration(
        String label, Architecture architecture, double accuracy, List<Step> steps, List<String> warnings) {

    private static final double[] SHARES = {0.9, 0.75, 0.6, 0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.1, 0.07, 0.05};

    /**
     * The network at one budget.
     *
     * @param budget of the whole network
     * @param kept which nodes stay
     * @param architecture of what is left
     * @param afterCut test accuracy right after the cut, 0 to 1
     * @param afterRepair test accuracy with g installed, 0 to 1
     */
    public record Step(
            NetworkBudget budget, KeptNodes kept, Architecture architecture, double afterCut, double afterRepair) {

        /** {@return how many nodes stay} */
        public long nodes() {
            return architecture.nodes();
        }

        /** {@return numbers left} */
        public long parameters() {
            return architecture.parameterCount();
        }

        /** {@return multiply-accumulates left, for one sample} */
        public long macs() {
            return architecture.macs();
        }
    }

    /** Copies the lists. */
    public Exploration {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /**
     * Prunes a network at 12 budgets, from 90 to 5 % of its parameters; those that it cannot reach are left out. Cost: twelve
     * selections, cuts, repairs and judgements.
     *
     * @param stage a network whose data are known
     * @param activations captured from it
     * @param method who chooses
     * @return the network at every budget
     * @throws IllegalArgumentException if the data are not known, nothing can be pruned, or no budget can be reached
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static Exploration of(NetworkStage stage, Activations activations, SelectionMethod method) {
        argument(
                stage.data().isPresent(),
                "explore: expected a network whose data are known, got %s; name them: explore(evaluate(network, data), acts)",
                stage.label());
        argument(
                !activations.layers().isEmpty(),
                "explore: expected a network of which something can be pruned, got %s: all that its layers make are outputs",
                stage.label());
        List<Step> steps = new ArrayList<>();
        Set<String> warnings = new LinkedHashSet<>();
        double before = Double.NaN;
        try (Progress progress = Progress.of("exploring " + stage.label(), SHARES.length)) {
            for (double share : SHARES) {
                NetworkBudget budget = NetworkBudget.share(NetworkBudget.Resource.PARAMETERS, share);
                try {
                    PrunedNetwork pruned = PrunedNetwork.of(stage, method.select(activations, budget));
                    before = pruned.accuracy().orElseThrow().before().accuracy();
                    warnings.addAll(pruned.warnings());
                    steps.add(step(budget, pruned));
                } catch (RefusedException e) {
                    if (steps.isEmpty()) {
                        throw e; // nothing can be pruned, or these are other activations
                    }
                    warnings.add(budget + " is left out: " + e.getMessage());
                }
                progress.advance(1, budget.toString());
            }
        }
        return new Exploration(stage.label(), stage.network().architecture(), before, steps, List.copyOf(warnings));
    }

    private static Step step(NetworkBudget budget, PrunedNetwork pruned) {
        PrunedNetwork.Steps accuracy = pruned.accuracy().orElseThrow();
        return new Step(
                budget,
                pruned.masks().kept(),
                pruned.network().architecture(),
                accuracy.afterCut().accuracy(),
                accuracy.afterRepair().accuracy());
    }

    /**
     * Tells one step.
     *
     * @param step from 0
     * @return its parameters, multiply-accumulates and accuracies, in one line
     */
    public String describe(int step) {
        Step one = steps.get(step);
        return String.format(
                Locale.ROOT,
                "%.0f %% of the parameters: %,d, %,d MACs, %,d of %,d nodes; %.2f %% right after the cut, %.2f %% repaired",
                100.0 * one.parameters() / architecture.parameterCount(),
                one.parameters(),
                one.macs(),
                one.nodes(),
                architecture.nodes(),
                100 * one.afterCut(),
                100 * one.afterRepair());
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT, "%s, %.2f %% right before, at %d budgets%n", label, 100 * accuracy, steps.size())
                + IntStream.range(0, steps.size())
                        .mapToObj(step -> "  " + describe(step))
                        .collect(Collectors.joining(System.lineSeparator()))
                + Notes.of(warnings);
    }
}
