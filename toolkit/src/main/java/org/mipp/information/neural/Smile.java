package org.mipp.information.neural;

import static org.mipp.run.Checks.positive;

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
 * @param tau where scores are clipped in the value, above 0, in nats
 */
public record Smile(double tau) implements CriticBound {

    /** With tau 5, the default options, one negative, seed 0. */
    public static final CriticMi DEFAULT = CriticMi.of(new Smile(5));

    /**
     * Checks tau.
     *
     * @throws IllegalArgumentException if it is not above 0
     */
    public Smile {
        positive(tau, "tau");
    }

    @Override
    public String name() {
        return "SMILE tau=" + tau;
    }

    @Override
    public int usualNegatives() {
        return 1;
    }

    @Override
    public double value(Scores scores) {
        return scores.jointMean() - scores.logMeanExp(tau);
    }

    /** Of the Jensen-Shannon bound, whatever tau. */
    @Override
    public Loss loss() {
        return scores -> scores.slopes(score -> -sigmoid(-score), Smile::sigmoid);
    }

    private static double sigmoid(double score) {
        return 1 / (1 + Math.exp(-score));
    }
}
