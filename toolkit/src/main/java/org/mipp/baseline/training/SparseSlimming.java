package org.mipp.baseline.training;

import static org.mipp.run.Checks.positive;

import java.util.List;
import java.util.Optional;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.magnitude.Slimming;
import org.mipp.capture.Activations;
import org.mipp.data.Dataset;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.structure.Layer;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.StepHook;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;
import org.mipp.training.TrainingStep;

/**
 * Network slimming as published: trains the network with a penalty on the scales of its batch norms, {@code s * sum |gamma|},
 * then keeps the nodes with the largest {@code |gamma|}, ranked as {@link Slimming} does (Liu, Li, Shen, Huang, Yan, Zhang,
 * arXiv:1708.06519, equation 1; {@code s * sign(gamma)} is added to the gradients, as in the authors' code,
 * Eric-mingjie/network-slimming). The masks carry the trained weights.
 *
 * <p>All batch norms are penalised, also those whose nodes cannot be pruned. Departures: it goes on from the captured
 * weights, where the paper trains new ones, 160 epochs; the plan's optimiser is Adam unless it says otherwise; one node of
 * every layer stays.
 *
 * <p>Cost: one training.
 *
 * @param plan how to train
 * @param strength of the penalty, s; the paper has 1e-4 for VGG and 1e-5 for ResNet
 */
public record SparseSlimming(TrainingPlan plan, double strength) implements SelectionMethod {

    private static final double STRENGTH = 1e-4;

    /** Checks the strength. */
    public SparseSlimming {
        positive(strength, "strength of the penalty");
    }

    /**
     * Makes the method with a penalty of 1e-4.
     *
     * @param plan how to train
     */
    public SparseSlimming(TrainingPlan plan) {
        this(plan, STRENGTH);
    }

    /** Makes the method with a training of three epochs. */
    public SparseSlimming() {
        this(TrainingPlan.epochs(3));
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("sparse-slimming", 1, this));
    }

    @Override
    public String name() {
        return "slimming, sparse";
    }

    @Override
    public SelectionMethod seeded(long seed) {
        return new SparseSlimming(plan.seed(seed), strength);
    }

    @Override
    public boolean readsActivations() {
        return false;
    }

    @Override
    public Masks select(Activations activations, Budget budget) {
        Candidates candidates = new Candidates(name(), activations, budget, 1);
        Slimming slimming = new Slimming();
        slimming.scores(candidates); // refuses layers without batch norm before anything is trained
        Dataset data = candidates.data(plan);
        Network start = activations.stage().network();
        long steps = plan.steps(data);
        try (Progress progress = Progress.of("selecting masks by " + name(), steps)) {
            StepHook penalty = new Penalty(scales(start), (float) strength, progress);
            Network trained = Training.part(start, data, plan, 0, steps, penalty);
            candidates.weights(trained);
            candidates.takeOut(1, slimming.scores(candidates));
            return candidates.masks(plan.seed(), Optional.of(trained));
        }
    }

    private static List<String> scales(Network network) {
        return network.architecture().layers().stream()
                .filter(layer -> layer.operation() instanceof BatchNorm)
                .map(Layer::name)
                .map(name -> name + ".weight")
                .toList();
    }

    @Override
    public String toString() {
        return name() + " (" + plan + "; penalty " + strength + ")";
    }

    /** Adds the penalty's derivative to the gradients of the scales. */
    private record Penalty(List<String> scales, float strength, Progress progress) implements StepHook {

        @Override
        public void gradientsKnown(TrainingStep step) {
            for (String name : scales) {
                Tensor scale = step.weight(name);
                float[] term = scale.toArray();
                for (int i = 0; i < term.length; i++) {
                    term[i] = strength * Math.signum(term[i]);
                }
                step.addToGradient(name, Tensor.of(scale.shape(), term));
            }
        }

        @Override
        public void weightsChanged(TrainingStep step) {
            progress.advance(1, "training with penalised scales");
        }
    }
}
