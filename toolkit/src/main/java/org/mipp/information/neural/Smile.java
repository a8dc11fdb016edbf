package org.mipp.information.neural;

import static org.mipp.run.Checks.positive;

import java.util.List;
import org.mipp.linalg.Matrix;

/**
 * SMILE, smoothed lower bound: a critic trained to tell pairs that belong together from others, and the Donsker-Varadhan
 * bound with clipped scores, {@code E[f] - ln E'[exp clip(f, -tau, tau)]} (Song, Ermon, ICLR 2020). The critic
 * ascends the Jensen-Shannon bound, {@code -E[softplus(-f)] - E'[softplus(f)]} (Nowozin et al., NeurIPS 2016).
 *
 * <p>Bias: the clip keeps the variance low where {@link DonskerVaradhan} fails, but with it the value is no strict lower
 * bound: where densities differ by more than a factor exp(tau) it can exceed the truth. A small tau means less variance and
 * more bias. Below the truth by what the critic has not learnt, on curved dependence in 3 + 3 columns about an eighth from
 * 10,000 samples. Cost: as {@link Mine}, with one negative. Fails with few samples, as {@link Mine} does.
 *
 * @param options how the critic is trained
 * @param negatives pairs that do not belong together, per sample and step; fewer than a batch has samples
 * @param tau where scores are clipped in the value, above 0, in nats
 * @param seed of starting weights, division of the samples, batches and pairs
 */
public record Smile(NeuralOptions options, int negatives, double tau, long seed) implements NeuralEstimator {

    /** The default options, one negative, tau 5, seed 0. */
    public static final Smile DEFAULT = new Smile(NeuralOptions.DEFAULT, 1, 5, 0);

    /** Checks the parameters. */
    public Smile {
        Critic.checkNegatives(negatives, options);
        positive(tau, "tau");
    }

    @Override
    public NeuralEstimate fit(Matrix x, Matrix y) {
        return Critic.fit(name(), options, negatives, seed, new Objective(tau), x, y);
    }

    @Override
    public Smile withSeed(long newSeed) {
        return new Smile(options, negatives, tau, newSeed);
    }

    /**
     * Changes how the critic is trained.
     *
     * @param changed the new options
     * @return the same estimator with these
     */
    public Smile with(NeuralOptions changed) {
        return new Smile(changed, negatives, tau, seed);
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        return SplitSamples.warnings(x, y);
    }

    @Override
    public String name() {
        return options.after("SMILE tau=" + tau, negatives, DEFAULT.negatives);
    }

    /** Ascends one bound and reports the other. */
    record Objective(double tau) implements CriticBound {

        @Override
        public double value(Scores scores) {
            return scores.jointMean() - scores.logMeanExp(tau);
        }

        @Override
        public float[] lossSlopes(Scores scores) {
            return scores.slopes(score -> -sigmoid(-score), Objective::sigmoid);
        }

        private static double sigmoid(double score) {
            return 1 / (1 + Math.exp(-score));
        }
    }
}
