package org.mipp.information.neural;

import java.util.List;
import org.mipp.linalg.Matrix;

/**
 * The Donsker-Varadhan bound, {@code I >= E[f] - ln E'[exp f]}, maximised over a critic f; E is over pairs that belong
 * together, E' over pairs that do not (Donsker, Varadhan, Communications on Pure and Applied Mathematics 36, 1983;
 * Belghazi et al., ICML 2018).
 *
 * <p>Bias: the held-out value lies below the truth by what the critic has not learnt. The gradient of a batch is biased
 * too, because the logarithm of a batch's mean is not the mean logarithm: {@link Mine} corrects that. Cost: as {@link
 * Mine}. Fails where there is much information: the mean of exp f hangs on few pairs, its variance grows like exp(I), and
 * from N samples no estimate above about ln N can be trusted (McAllester, Stratos, AISTATS 2020); the result then warns.
 *
 * @param options how the critic is trained
 * @param negatives pairs that do not belong together, per sample and step; fewer than a batch has samples
 * @param seed of starting weights, division of the samples, batches and pairs
 */
public record DonskerVaradhan(NeuralOptions options, int negatives, long seed) implements NeuralEstimator {

    /** The default options, two negatives, seed 0. */
    public static final DonskerVaradhan DEFAULT = new DonskerVaradhan(NeuralOptions.DEFAULT, 2, 0);

    /** Checks the parameters. */
    public DonskerVaradhan {
        Critic.checkNegatives(negatives, options);
    }

    @Override
    public NeuralEstimate fit(Matrix x, Matrix y) {
        return Critic.fit(name(), options, negatives, seed, new Objective(), x, y);
    }

    @Override
    public DonskerVaradhan withSeed(long newSeed) {
        return new DonskerVaradhan(options, negatives, newSeed);
    }

    /**
     * Changes how the critic is trained.
     *
     * @param changed the new options
     * @return the same estimator with these
     */
    public DonskerVaradhan with(NeuralOptions changed) {
        return new DonskerVaradhan(changed, negatives, seed);
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        return SplitSamples.warnings(x, y);
    }

    @Override
    public String name() {
        return options.after("Donsker-Varadhan", negatives, DEFAULT.negatives);
    }

    /** Ascends the bound itself. */
    record Objective() implements CriticBound {

        @Override
        public double value(Scores scores) {
            return scores.jointMean() - scores.logMeanExp(Double.POSITIVE_INFINITY);
        }

        @Override
        public float[] lossSlopes(Scores scores) {
            double level = scores.logMeanExp(Double.POSITIVE_INFINITY);
            return scores.slopes(score -> -1, score -> Math.exp(score - level));
        }
    }
}
