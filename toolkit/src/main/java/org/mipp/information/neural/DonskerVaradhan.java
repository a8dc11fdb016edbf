package org.mipp.information.neural;

/**
 * The Donsker-Varadhan bound, {@code I >= E[f] - ln E'[exp f]}, maximised over a critic f; E is over pairs that belong
 * together, E' over pairs that do not (Donsker, Varadhan, Communications on Pure and Applied Mathematics 36, 1983;
 * Belghazi et al., ICML 2018).
 *
 * <p>Bias: the held-out value lies below the truth by what the critic has not learnt. The gradient of a batch is biased
 * too, because the logarithm of a batch's mean is not the mean logarithm: {@link Mine} corrects that. Cost: as {@link
 * Mine}. Fails where there is much information: the mean of exp f hangs on few pairs, its variance grows like exp(I), and
 * from N samples no estimate above about ln N can be trusted (McAllester, Stratos, AISTATS 2020); the result then warns.
 */
public record DonskerVaradhan() implements CriticBound {

    /** With the default options, two negatives, seed 0. */
    public static final CriticMi DEFAULT = CriticMi.of(new DonskerVaradhan());

    @Override
    public String name() {
        return "Donsker-Varadhan";
    }

    @Override
    public int usualNegatives() {
        return 2;
    }

    @Override
    public double value(Scores scores) {
        return scores.jointMean() - scores.logMeanExp(Double.POSITIVE_INFINITY);
    }

    @Override
    public Loss loss() {
        return scores -> {
            double level = scores.logMeanExp(Double.POSITIVE_INFINITY);
            return scores.slopes(score -> -1, score -> Math.exp(score - level));
        };
    }
}
