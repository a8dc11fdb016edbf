package org.mipp.information.neural;

import java.util.List;
import java.util.Locale;
import org.mipp.linalg.Matrix;

/**
 * InfoNCE: how well a critic picks the y that belongs to x among others, {@code I >= E[f_i0 - ln sum_j exp f_ij] + ln(1 +
 * negatives)} (van den Oord, Li, Vinyals, arXiv:1807.03748).
 *
 * <p>Bias: low variance, paid for by a ceiling: the value never exceeds {@code ln(1 + negatives)}, and lies visibly below
 * the truth from about one nat under it; the result then warns. Departure from the paper: each sample is told from
 * {@code negatives} others instead of from all of its batch, which trains the same log-ratio of densities (up to a function
 * of x) at less cost. The held-out value uses {@value Critic#TEST} times as many negatives where the test has them: that
 * raises the ceiling from ln 4 to ln 193 = 5.3 nats with the default. Cost: as {@link Mine}, with more negatives.
 *
 * @param options how the critic is trained
 * @param negatives pairs that do not belong together, per sample and step; fewer than a batch has samples
 * @param seed of starting weights, division of the samples, batches and pairs
 */
public record InfoNce(NeuralOptions options, int negatives, long seed) implements NeuralEstimator {

    /** The default options, three negatives, seed 0. */
    public static final InfoNce DEFAULT = new InfoNce(NeuralOptions.DEFAULT, 3, 0);

    /** Checks the parameters. */
    public InfoNce {
        Critic.checkNegatives(negatives, options);
    }

    @Override
    public NeuralEstimate fit(Matrix x, Matrix y) {
        return Critic.fit(name(), options, negatives, seed, new Objective(), x, y);
    }

    @Override
    public InfoNce withSeed(long newSeed) {
        return new InfoNce(options, negatives, newSeed);
    }

    /**
     * Changes how the critic is trained.
     *
     * @param changed the new options
     * @return the same estimator with these
     */
    public InfoNce with(NeuralOptions changed) {
        return new InfoNce(changed, negatives, seed);
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        return SplitSamples.warnings(x, y);
    }

    @Override
    public String name() {
        return options.after("InfoNCE", negatives, DEFAULT.negatives);
    }

    /** Ascends the bound itself: the cross-entropy of picking the right one. */
    record Objective() implements CriticBound {

        @Override
        public double value(Scores scores) {
            double sum = 0;
            for (int i = 0; i < scores.rows(); i++) {
                sum += scores.values()[i] - scores.logSumExp(i);
            }
            return sum / scores.rows() + ceiling(scores);
        }

        @Override
        public float[] lossSlopes(Scores scores) {
            int rows = scores.rows();
            float[] slopes = new float[scores.values().length];
            for (int i = 0; i < rows; i++) {
                double level = scores.logSumExp(i);
                for (int k = i; k < slopes.length; k += rows) {
                    slopes[k] = (float) ((Math.exp(scores.values()[k] - level) - (k == i ? 1 : 0)) / rows);
                }
            }
            return slopes;
        }

        @Override
        public List<String> warnings(double estimate, Scores scores) {
            return estimate < ceiling(scores) - 1
                    ? List.of()
                    : List.of(String.format(
                            Locale.ROOT,
                            "%.2f nats is near the ceiling of InfoNCE, ln %d = %.2f nats: there may be much more; use more"
                                    + " negatives or another bound",
                            estimate,
                            1 + scores.negatives(),
                            ceiling(scores)));
        }

        private static double ceiling(Scores scores) {
            return Math.log1p(scores.negatives());
        }
    }
}
