package org.mipp.information.neural;

import static org.mipp.run.Checks.argument;

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
 * @param memory of the moving average, from 0 (this batch only) to below 1
 */
public record Mine(double memory) implements CriticBound {

    private static final double MEMORY = 0.99;
    private static final double STEEPEST = 10; // a level that lags behind must not make a step explode

    /** With memory 0.99, the default options, two negatives, seed 0. */
    public static final CriticMi DEFAULT = CriticMi.of(new Mine(MEMORY));

    /**
     * Checks the memory.
     *
     * @throws IllegalArgumentException if it is below 0, or 1 and more
     */
    public Mine {
        argument(memory >= 0 && memory < 1, "memory: expected at least 0 and below 1, got %s", memory);
    }

    @Override
    public String name() {
        return memory == MEMORY ? "MINE" : "MINE memory=" + memory;
    }

    @Override
    public int usualNegatives() {
        return 2;
    }

    @Override
    public double value(Scores scores) {
        return new DonskerVaradhan().value(scores);
    }

    @Override
    public Loss loss() {
        return new MovingAverage(memory);
    }

    /** Remembers the level of the batches so far. */
    private static final class MovingAverage implements Loss {

        private final double memory;
        private double level = Double.NaN; // ln of the moving average of E'[exp f]

        MovingAverage(double memory) {
            this.memory = memory;
        }

        @Override
        public float[] slopes(Scores scores) {
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
