package org.mipp.information.neural;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.betweenZeroAndOne;
import static org.mipp.run.Checks.notNegative;
import static org.mipp.run.Checks.positive;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a network is trained: what all neural estimators share.
 *
 * @param hidden the widths of the hidden layers, from input to output
 * @param learningRate of Adam
 * @param weightDecay decoupled from the gradient, per unit of learning rate (Loshchilov, Hutter, ICLR 2019)
 * @param batchSize training samples per step
 * @param steps after which training ends at the latest
 * @param checkEvery steps between two looks at the validation samples
 * @param patience checks without a new best value after which training stops
 * @param trainShare share of the samples to train on
 * @param validationShare share of the samples that decide when to stop; the rest is the test that gives the estimate
 */
public record NeuralOptions(
        List<Integer> hidden,
        double learningRate,
        double weightDecay,
        int batchSize,
        int steps,
        int checkEvery,
        int patience,
        double trainShare,
        double validationShare) {

    /** What worked for every critic on all three tasks of the benchmark, without tuning per task. */
    public static final NeuralOptions DEFAULT =
            new NeuralOptions(List.of(48, 48, 48, 48, 48), 8e-3, 0.2, 512, 5000, 100, 10, 0.7, 0.15);

    /** Checks the numbers and copies the list. */
    public NeuralOptions {
        hidden = List.copyOf(hidden);
        hidden.forEach(width -> positive(width, "hidden width"));
        positive(learningRate, "learning rate");
        notNegative(weightDecay, "weight decay");
        argument(batchSize >= 2, "batch size: expected at least 2 samples, got %d", batchSize);
        positive(steps, "steps");
        positive(patience, "patience");
        argument(
                checkEvery >= 1 && checkEvery <= steps,
                "check every: expected 1 to %d steps, got %d; training would end before the first check",
                steps,
                checkEvery);
        betweenZeroAndOne(trainShare, "train share");
        betweenZeroAndOne(validationShare, "validation share");
        argument(
                trainShare + validationShare < 1,
                "shares: expected train and validation to leave samples for the test, got %s and %s; lower one of them",
                trainShare,
                validationShare);
    }

    /**
     * Changes the hidden layers.
     *
     * @param widths from input to output; none for a linear map
     * @return the changed options
     */
    public NeuralOptions withHidden(int... widths) {
        return new NeuralOptions(
                Arrays.stream(widths).boxed().toList(),
                learningRate,
                weightDecay,
                batchSize,
                steps,
                checkEvery,
                patience,
                trainShare,
                validationShare);
    }

    /**
     * Changes Adam's step.
     *
     * @param rate the learning rate
     * @param decay the weight decay
     * @return the changed options
     */
    public NeuralOptions withLearning(double rate, double decay) {
        return new NeuralOptions(
                hidden, rate, decay, batchSize, steps, checkEvery, patience, trainShare, validationShare);
    }

    /**
     * Changes how many samples a step sees.
     *
     * @param samples per batch
     * @return the changed options
     */
    public NeuralOptions withBatchSize(int samples) {
        return new NeuralOptions(
                hidden, learningRate, weightDecay, samples, steps, checkEvery, patience, trainShare, validationShare);
    }

    /**
     * Changes how long training may take.
     *
     * @param most the most steps
     * @param every steps between two checks
     * @param checks without a new best value after which training stops
     * @return the changed options
     */
    public NeuralOptions withSteps(int most, int every, int checks) {
        return new NeuralOptions(
                hidden, learningRate, weightDecay, batchSize, most, every, checks, trainShare, validationShare);
    }

    /**
     * Changes how the samples are divided.
     *
     * @param train share to train on
     * @param validation share to stop by
     * @return the changed options
     */
    public NeuralOptions withShares(double train, double validation) {
        return new NeuralOptions(
                hidden, learningRate, weightDecay, batchSize, steps, checkEvery, patience, train, validation);
    }

    /** An estimator's name, followed by what is not as usual. */
    String after(String name, NeuralOptions usual) {
        return equals(usual) ? name : name + " (" + this + ")";
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s hidden, rate %s, decay %s, batches of %d, at most %d steps",
                hidden.stream().map(String::valueOf).collect(Collectors.joining("-")),
                learningRate,
                weightDecay,
                batchSize,
                steps);
    }
}
