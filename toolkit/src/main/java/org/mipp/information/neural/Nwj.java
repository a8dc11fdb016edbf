package org.mipp.information.neural;

/**
 * The bound of Nguyen, Wainwright and Jordan, {@code I >= E[f] - E'[exp(f - 1)]}, maximised over a critic f (IEEE
 * Transactions on Information Theory 56, 2010; written so in Poole et al., ICML 2019). The best critic is 1 plus
 * the log-ratio of densities.
 *
 * <p>Bias: a plain mean on both sides, so that the value on test samples is an unbiased estimate of a lower bound, unlike
 * {@link DonskerVaradhan}; below the truth by what the critic has not learnt, its overall level included. Cost: as {@link
 * Mine}. Fails where there is much information, sooner than the others: without the logarithm the variance of the second
 * mean grows like exp(I) undamped.
 */
public record Nwj() implements CriticBound {

    /** With the default options, two negatives, seed 0. */
    public static final CriticMi DEFAULT = CriticMi.of(new Nwj());

    private static final double STEEPEST = 10; // one score must not make a step explode

    @Override
    public String name() {
        return "NWJ";
    }

    @Override
    public int usualNegatives() {
        return 2;
    }

    @Override
    public double value(Scores scores) {
        return scores.jointMean() - scores.marginalMean(score -> Math.exp(score - 1));
    }

    @Override
    public Loss loss() {
        return scores -> scores.slopes(score -> -1, score -> Math.exp(Math.min(score - 1, STEEPEST)));
    }
}
