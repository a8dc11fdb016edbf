package org.mipp.baseline.training;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.betweenZeroAndOne;
import static org.mipp.run.Checks.positive;

import java.util.Optional;
import org.mipp.baseline.Candidates;
import org.mipp.capture.Activations;
import org.mipp.data.Dataset;
import org.mipp.network.Network;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

/**
 * OTO (Only Train Once) with the optimiser HESSO: chooses redundant nodes in the middle of a training and shrinks all their
 * parameters to zero while it goes on, so that cutting them changes nothing (Chen et al., Only Train Once, arXiv:2107.07467;
 * HESSO: Chen et al., arXiv:2409.09085, here by its code, microsoft/only_train_once, optimizer/hesso.py). The masks carry the
 * trained weights.
 *
 * <p>After a warm-up, a number of periods follow each other. At the start of each, nodes are scored by {@link HessoScores}
 * and so many of them become redundant as the budget leaves for this period; until its end they shrink to zero, linearly but
 * for the steps that the optimiser takes in between. Then they are held at zero, and the training goes on to its end.
 *
 * <p>Departures: it goes on from the captured weights, where the paper trains new ones. The number of nodes that are left
 * falls from period to period by the same share, not by the same number. Scores take the gradient of the batch itself, as
 * the code does for gradient descent, whatever the optimiser. Budgets of widths compare nodes within layers.
 *
 * <p>Cost: one training, in which nodes that go cost a copy of their layers' weights in every step.
 *
 * @param plan how to train
 * @param warmUp the share of the steps before the first period, at least 0 and below 1
 * @param shrinking the share of the steps that all periods take together, between 0 and 1
 * @param periods how often to choose
 */
public record OnlyTrainOnce(TrainingPlan plan, double warmUp, double shrinking, int periods)
        implements SelectionMethod {

    private static final double TENTH = 0.1; // of the steps, which the authors' tutorial advises and takes for both
    private static final int PERIODS = 10; // of the authors' tutorial

    /** Checks the shares. */
    public OnlyTrainOnce {
        argument(
                warmUp >= 0 && warmUp < 1,
                "warm-up: expected a share of the steps of at least 0 and below 1, got %s",
                warmUp);
        betweenZeroAndOne(shrinking, "share of the steps in which nodes shrink");
        positive(periods, "periods");
    }

    /**
     * Makes the method with a tenth of the steps before nodes shrink, and a tenth in which they do, in 10 periods.
     *
     * @param plan how to train
     */
    public OnlyTrainOnce(TrainingPlan plan) {
        this(plan, TENTH, TENTH, PERIODS);
    }

    /** Makes the method with a training of three epochs. */
    public OnlyTrainOnce() {
        this(TrainingPlan.epochs(3));
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("only-train-once", 1, this));
    }

    @Override
    public String name() {
        return "OTO";
    }

    @Override
    public OnlyTrainOnce seeded(long seed) {
        return new OnlyTrainOnce(plan.seed(seed), warmUp, shrinking, periods);
    }

    @Override
    public boolean readsActivations() {
        return false;
    }

    @Override
    public Masks select(Activations activations, Budget budget) {
        Candidates candidates = new Candidates(name(), activations, budget, periods);
        Dataset data = candidates.data(plan);
        long steps = plan.steps(data);
        long first = (long) (warmUp * steps);
        long each = Math.max(1, (long) (shrinking * steps) / periods);
        argument(
                first + periods * each <= steps,
                "%s: expected a plan that has, after a warm-up of %d steps, at least one step for each of %d periods, got"
                        + " %d steps in all; plan more epochs or fewer periods",
                name(),
                first,
                periods,
                steps);
        try (Progress progress = Progress.of("selecting masks by " + name(), steps)) {
            HessoSchedule hook = new HessoSchedule(candidates, first, each, periods, progress);
            Network trained = Training.part(activations.stage().network(), data, plan, 0, steps, hook);
            return candidates.masks(plan.seed(), Optional.of(trained));
        }
    }

    @Override
    public String toString() {
        return name() + " (" + plan + "; warm-up " + warmUp + " and shrinking " + shrinking + " of the steps, "
                + periods + " periods)";
    }
}
