package org.mipp.information.neural;

import java.util.List;
import org.mipp.linalg.Matrix;

/**
 * The bound of Nguyen, Wainwright and Jordan, {@code I >= E[f] - E'[exp(f - 1)]}, maximised over a critic f (IEEE
 * Transactions on Information Theory 56, 2010; written so in Poole et al., ICML 2019). The best critic is 1 plus
 * the log-ratio of densities.
 *
 * <p>Bias: a plain mean on both sides, so that the value on test samples is an unbiased estimate of a lower bound, unlike
 * {@link DonskerVaradhan}; below the truth by what the critic has not learnt, its overall level included. Cost: as {@link
 * Mine}. Fails where there is much information, sooner than the others: without the logarithm the variance of the second
 * mean grows like exp(I) undamped.
 *
 * @param options how the critic is trained
 * @param negatives pairs that do not belong together, per sample and step; fewer than a batch has samples
 * @param seed of starting weights, division of the samples, batches and pairs
 */
public record Nwj(NeuralOptions options, int negatives, long seed) implements NeuralEstimator {

    /** The default options, two negatives, seed 0. */
    public static final Nwj DEFAULT = new Nwj(NeuralOptions.DEFAULT, 2, 0);

    /** Checks the parameters. */
    public Nwj {
        Critic.checkNegatives(negatives, options);
    }

    @Override
    public NeuralEstimate fit(Matrix x, Matrix y) {
        return Critic.fit(name(), options, negatives, seed, new Objective(), x, y);
    }

    @Override
    public Nwj withSeed(long newSeed) {
        return new Nwj(options, negatives, newSeed);
    }

    /**
     * Changes how the critic is trained.
     *
     * @param changed the new options
     * @return the same estimator with these
     */
    public Nwj with(NeuralOptions changed) {
        return new Nwj(changed, negatives, seed);
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        return SplitSamples.warnings(x, y);
    }

    @Override
    public String name() {
        return options.after("NWJ", negatives, DEFAULT.negatives);
    }

    /** Ascends the bound itself. */
    record Objective() implements CriticBound {

        private static final double STEEPEST = 10; // one score must not make a step explode

        @Override
        public double value(Scores scores) {
            return scores.jointMean() - scores.marginalMean(score -> Math.exp(score - 1));
        }

        @Override
        public float[] lossSlopes(Scores scores) {
            return scores.slopes(score -> -1, score -> Math.exp(Math.min(score - 1, STEEPEST)));
        }
    }
}
