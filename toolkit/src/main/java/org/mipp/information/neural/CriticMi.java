package org.mipp.information.neural;

import java.util.List;
import java.util.Optional;
import org.mipp.linalg.Matrix;
import org.mipp.run.ledger.SettingsKey;

/**
 * Trains a critic by a bound and reports the bound's value on samples that the training has not seen: MINE, SMILE,
 * InfoNCE, NWJ and Donsker-Varadhan are this, each with its own bound.
 *
 * <p>Bias, and where each fails: see the bounds. Cost: steps x batch x (1 + negatives) rows through the critic.
 *
 * @param bound what the critic ascends, and what is reported: {@link Mine}, {@link Smile}, {@link InfoNce}, {@link Nwj},
 *     {@link DonskerVaradhan}, or your own
 * @param options how the critic is trained
 * @param negatives pairs that do not belong together, per sample and step; fewer than a batch has samples
 * @param seed of starting weights, division of the samples, batches and pairs
 */
public record CriticMi(CriticBound bound, NeuralOptions options, int negatives, long seed) implements NeuralEstimator {

    /**
     * Checks the number of negatives.
     *
     * @throws IllegalArgumentException if there are none, or as many as a batch has samples
     */
    public CriticMi {
        Critic.checkNegatives(negatives, options);
    }

    /**
     * Makes the estimator with the default options, as many negatives as the bound usually has, and seed 0.
     *
     * @param bound what the critic ascends
     * @return the estimator
     */
    public static CriticMi of(CriticBound bound) {
        return new CriticMi(bound, NeuralOptions.DEFAULT, bound.usualNegatives(), 0);
    }

    @Override
    public NeuralEstimate fit(Matrix x, Matrix y) {
        return Critic.fit(this, x, y);
    }

    @Override
    public CriticMi withSeed(long newSeed) {
        return new CriticMi(bound, options, negatives, newSeed);
    }

    /**
     * Changes how the critic is trained.
     *
     * @param changed the new options
     * @return the same estimator with these
     */
    public CriticMi with(NeuralOptions changed) {
        return new CriticMi(bound, changed, negatives, seed);
    }

    /**
     * Changes how many pairs that do not belong together a sample has in every step.
     *
     * @param count at least 1, fewer than a batch has samples
     * @return the same estimator with so many
     */
    public CriticMi withNegatives(int count) {
        return new CriticMi(bound, options, count, seed);
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        return SplitSamples.warnings(x, y);
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("critic", 1, this));
    }

    @Override
    public String name() {
        String name = negatives == bound.usualNegatives() ? bound.name() : bound.name() + " negatives=" + negatives;
        return options.after(name, NeuralOptions.DEFAULT);
    }
}
