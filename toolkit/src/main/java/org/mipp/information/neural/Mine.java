package org.mipp.information.neural;

import static org.mipp.run.Checks.argument;

import java.util.List;
import org.mipp.linalg.Matrix;

/**
 * MINE, mutual information neural estimation: the Donsker-Varadhan bound with a gradient whose bias is reduced by a moving
 * average (Belghazi et al., ICML 2018, arXiv:1801.04062).
 *
 * <p>The slope of {@code ln E'[exp f]} is {@code E'[exp f df] / E'[exp f]}; MINE divides by the running mean of {@code E'[exp
 * f]} over the batches so far instead of this batch's. Departures from the paper: the reported value is that on test
 * samples at the step where the validation samples looked best, with averaged weights; see {@link NeuralOptions} for the
 * rest.
 *
 * <p>Bias: below the truth by what the critic has not learnt, on curved dependence in 3 + 3 columns about a tenth from
 * 10,000 samples. Cost: steps x batch x (1 + negatives) rows through the critic. Fails where there is much information,
 * like {@link DonskerVaradhan}, and with few samples: below some thousand the critic learns them by heart, and early
 * stopping leaves it with too little.
 *
 * @param options how the critic is trained
 * @param negatives pairs that do not belong together, per sample and step; fewer than a batch has samples
 * @param memory of the moving average, from 0 (this batch only) to below 1
 * @param seed of starting weights, division of the samples, batches and pairs
 */
public record Mine(NeuralOptions options, int negatives, double memory, long seed) implements NeuralEstimator {

    /** The default options, two negatives, memory 0.99, seed 0. */
    public static final Mine DEFAULT = new Mine(NeuralOptions.DEFAULT, 2, 0.99, 0);

    /** Checks the parameters. */
    public Mine {
        Critic.checkNegatives(negatives, options);
        argument(memory >= 0 && memory < 1, "memory: expected at least 0 and below 1, got %s", memory);
    }

    @Override
    public NeuralEstimate fit(Matrix x, Matrix y) {
        return Critic.fit(name(), options, negatives, seed, new Objective(memory), x, y);
    }

    @Override
    public Mine withSeed(long newSeed) {
        return new Mine(options, negatives, memory, newSeed);
    }

    /**
     * Changes how the critic is trained.
     *
     * @param changed the new options
     * @return the same estimator with these
     */
    public Mine with(NeuralOptions changed) {
        return new Mine(changed, negatives, memory, seed);
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        return SplitSamples.warnings(x, y);
    }

    @Override
    public String name() {
        return options.after(memory == DEFAULT.memory ? "MINE" : "MINE memory=" + memory, negatives, DEFAULT.negatives);
    }

    /** Remembers the level of the batches so far: one for each training. */
    static final class Objective implements CriticBound {

        private static final double STEEPEST = 10; // a level that lags behind must not make a step explode
        private final double memory;
        private double level = Double.NaN; // ln of the moving average of E'[exp f]

        Objective(double memory) {
            this.memory = memory;
        }

        @Override
        public double value(Scores scores) {
            return new DonskerVaradhan.Objective().value(scores);
        }

        @Override
        public float[] lossSlopes(Scores scores) {
            double batch = scores.logMeanExp(Double.POSITIVE_INFINITY);
            level = Double.isNaN(level) ? batch : logOfMix(level, batch);
            return scores.slopes(score -> -1, score -> Math.exp(Math.min(score - level, STEEPEST)));
        }

        private double logOfMix(double old, double batch) {
            double most = Math.max(old, batch);
            return most + Math.log(memory * Math.exp(old - most) + (1 - memory) * Math.exp(batch - most));
        }
    }
}
