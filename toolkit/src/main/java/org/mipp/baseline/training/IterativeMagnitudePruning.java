package org.mipp.baseline.training;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.betweenZeroAndOne;

import java.util.List;
import java.util.Optional;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.capture.Activations;
import org.mipp.data.Dataset;
import org.mipp.network.Masking;
import org.mipp.network.Network;
import org.mipp.network.structure.KeptNodes;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.surgery.Cut;
import org.mipp.surgery.WeightsWriteBack;
import org.mipp.training.StepHook;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;
import org.mipp.training.TrainingStep;

/**
 * Iterative magnitude pruning with rewinding: trains to the end, takes out the nodes with the smallest weights, sets the others
 * back to what they were early in training, and again, until the budget is met (Frankle and Carbin, The Lottery Ticket
 * Hypothesis, arXiv:1803.03635; rewinding to an early step instead of the first: Frankle, Dziugaite, Roy, Carbin,
 * arXiv:1912.05671). The masks carry the weights of the rewind point: what is cut has still to be trained.
 *
 * <p>The start is what the captured network was trained from, or the network itself if it has not been trained here. Every
 * round goes on at the rewind point's place in the plan, with its order of images and learning rates and an optimiser without
 * memory, as the authors' code does (facebookresearch/open_lth, training/train.py).
 *
 * <p>Departures: nodes instead of single weights, ranked by the {@link L1Norm} of their incoming weights, of each layer or
 * of all as the budget says. Rounds are as few as take away no more than the wanted share each, all the same share of what
 * is left, so that the last meets the budget. Nodes that have gone are cut, not masked, which makes later rounds faster.
 *
 * <p>Cost: one whole training per round, 4 rounds to keep 50 % of the nodes, 7 to keep 25 %, 11 to keep 10 %.
 *
 * @param plan how to train
 * @param rewindShare the share of the plan's steps before the rewind point, at least 0 and below 1; 0 rewinds to the start
 * @param roundShare what a round may take away of what is left, between 0 and 1
 */
public record IterativeMagnitudePruning(TrainingPlan plan, double rewindShare, double roundShare)
        implements SelectionMethod {

    private static final double REWIND = 0.03; // the order of the paper's rewind points
    private static final double ROUND = 0.2;

    /** Checks the shares. */
    public IterativeMagnitudePruning {
        argument(
                rewindShare >= 0 && rewindShare < 1,
                "rewind point: expected a share of the steps of at least 0 and below 1, got %s",
                rewindShare);
        betweenZeroAndOne(roundShare, "share to take away in a round");
    }

    /**
     * Makes the method with rewinding to 3 % of the steps and 20 % of the nodes taken away in a round.
     *
     * @param plan how to train
     */
    public IterativeMagnitudePruning(TrainingPlan plan) {
        this(plan, REWIND, ROUND);
    }

    /** Makes the method with trainings of three epochs. */
    public IterativeMagnitudePruning() {
        this(TrainingPlan.epochs(3));
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("iterative-magnitude-pruning", 1, this));
    }

    @Override
    public String name() {
        return "IMP";
    }

    @Override
    public IterativeMagnitudePruning seeded(long seed) {
        return new IterativeMagnitudePruning(plan.seed(seed), rewindShare, roundShare);
    }

    @Override
    public boolean readsActivations() {
        return false;
    }

    @Override
    public boolean startsOver() {
        return true;
    }

    @Override
    public Masks select(Activations activations, Budget budget) {
        int rounds = Candidates.steps(activations, budget, roundShare);
        Candidates candidates = new Candidates(name(), activations, budget, rounds);
        Dataset data = candidates.data(plan);
        long end = plan.steps(data);
        long early = (long) (rewindShare * end);
        try (Progress progress = Progress.of("selecting masks by " + name(), early + rounds * (end - early))) {
            Network rewound = Training.part(
                    activations.stage().trainedFrom(), data, plan, 0, early, counting(progress, "to the rewind point"));
            Network bare = bare(rewound, candidates);
            for (int round = 1; round <= rounds; round++) {
                List<Mask> masks = candidates.left();
                StepHook counting = counting(progress, "round " + round + " of " + rounds);
                Network trained = Training.part(Cut.apply(rewound, masks), data, plan, early, end, counting);
                candidates.weights(WeightsWriteBack.onto(bare, trained, masks));
                candidates.takeOut(round, new L1Norm().scores(candidates));
            }
            return candidates.masks(plan.seed(), Optional.of(rewound));
        }
    }

    /** The network without any prunable node: weights that read nodes which have gone are not to count. */
    private static Network bare(Network network, Candidates candidates) {
        return Masking.of(
                network,
                candidates.structure(),
                KeptNodes.none(candidates.structure().prunable()));
    }

    private static StepHook counting(Progress progress, String detail) {
        return new StepHook() {
            @Override
            public void weightsChanged(TrainingStep step) {
                progress.advance(1, detail);
            }
        };
    }

    @Override
    public String toString() {
        return name() + " (" + plan + "; rewinding to " + rewindShare + " of the steps, at most " + roundShare
                + " away per round)";
    }
}
