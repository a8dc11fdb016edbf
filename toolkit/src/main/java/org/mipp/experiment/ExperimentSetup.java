package org.mipp.experiment;

import static org.mipp.run.Checks.argument;

import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.structure.Architecture;
import org.mipp.selection.Budget;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.loss.TrainingLoss;

/** What all runs of an {@link Experiment} rest on: network, data, protocol, and the method whose widths others follow. */
final class ExperimentSetup {

    private ExperimentSetup() {}

    /** In words, for people: what files know an experiment by are its {@link RunKeys}. */
    static String settings(Experiment experiment) {
        NetworkStage start = experiment.start();
        return String.join(
                " | ",
                start instanceof Network ? "new " + size(start.network().architecture()) : start.label(),
                experiment.data().toString(),
                experiment.protocol().toString());
    }

    private static String size(Architecture architecture) {
        return architecture.name() + " of " + architecture.parameterCount() + " parameters and " + architecture.macs()
                + " MACs";
    }

    /**
     * Takes the first method down in a folder where others follow its widths, or compares it with the one that stands there.
     *
     * @throws IllegalArgumentException if the folder's runs follow another one
     */
    static void agree(Experiment experiment, RunFolder folder) {
        if (experiment.folder().isPresent() && someFollow(experiment)) {
            folder.agree(
                    "first method",
                    RunKeys.method(experiment, experiment.methods().get(0).seeded(0)));
        }
    }

    /** Whether some runs depend on the widths of the first method. */
    private static boolean someFollow(Experiment experiment) {
        return experiment.protocol().scratch()
                || experiment.methods().stream().skip(1).anyMatch(method -> experiment.budgets().stream()
                        .anyMatch(budget -> !itself(experiment.protocol(), method, budget)));
    }

    /** Whether a method follows a budget itself, instead of keeping as many nodes of each layer as the first method does. */
    static boolean itself(Protocol protocol, SelectionMethod method, Budget budget) {
        return budget instanceof Budget.Widths && protocol.sharing() != Protocol.Sharing.AS_MANY_NODES
                || budget instanceof NetworkBudget
                        && method.allocates()
                        && protocol.sharing() == Protocol.Sharing.EACH_ITSELF;
    }

    /**
     * Refuses what no run could be made with.
     *
     * @throws IllegalArgumentException if something is missing, or there are fewer images than the protocol wants
     */
    static void check(Experiment experiment) {
        int methods = experiment.methods().size();
        int budgets = experiment.budgets().size();
        int seeds = experiment.seeds().size();
        argument(
                methods > 0 && budgets > 0 && seeds > 0,
                "experiment: expected at least one method, budget and seed, got %d, %d and %d;"
                        + " name them: methods(...), budgets(...), seeds(...)",
                methods,
                budgets,
                seeds);
        RunKeys.check(experiment);
        Protocol protocol = experiment.protocol();
        int images = experiment.data().train().size();
        argument(
                protocol.images() <= images,
                "images to capture: expected at most the %,d training images of %s, got %,d; capture fewer: images(...)",
                images,
                experiment.data().name(),
                protocol.images());
        protocol.training().steps(experiment.data());
        protocol.retraining().steps(experiment.data());
        argument(
                !(protocol.training().loss() instanceof TrainingLoss.Outputs outputs
                        && outputs.teacher().isEmpty()),
                "experiment: expected whole networks to be trained on labels, got: %s; only pruned ones have a network to learn"
                        + " from, as in retraining(epochs(1).loss(onItsOwnOutputs()))",
                protocol.training());
        argument(
                protocol.training().checkpoint().isEmpty()
                        && protocol.retraining().checkpoint().isEmpty(),
                "experiment: expected plans without a checkpoint, as many networks are trained by each; keep finished runs:"
                        + " resumeFrom(folder) of the experiment");
    }
}
