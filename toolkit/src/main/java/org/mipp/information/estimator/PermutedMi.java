package org.mipp.information.estimator;

import java.util.Optional;
import org.mipp.information.MiEstimator;
import org.mipp.linalg.Matrix;

/**
 * The estimates of two single columns whose rows change places: what does not depend on which row stands beside which, the sorted
 * values, is made once. That is most of the work of a permutation test.
 *
 * <p>For the samples as they are the estimate is that of the estimator. Equal values stay spread as they are there, as with a seed
 * that is the same for every permutation. Immutable, for any number of threads at once.
 */
public interface PermutedMi {

    /**
     * Estimates I(X; Y) with the rows of Y in another order. Uses one core.
     *
     * @param order which row of Y stands beside each row of X, a permutation
     * @return the estimate in nats
     */
    double estimate(int[] order);

    /**
     * Prepares an estimator that can be prepared: {@link KsgMi} by its first algorithm and {@link RossMi}, on one column each with
     * a density.
     *
     * @param estimator any
     * @param x shape {@code [samples, dx]}
     * @param y the same samples of the other variable, shape {@code [samples, dy]}
     * @return its permuted estimates; absent for others, whose estimates have to be made anew
     */
    static Optional<PermutedMi> of(MiEstimator estimator, Matrix x, Matrix y) {
        if (x.columns() != 1 || y.columns() != 1 || x.rows() != y.rows()) {
            return Optional.empty();
        }
        if (estimator instanceof KsgMi ksg && PermutedKsg.fits(ksg, x, y)) {
            return Optional.of(new PermutedKsg(ksg, x, y));
        }
        if (estimator instanceof RossMi ross && PermutedRoss.fits(ross, x, y)) {
            return Optional.of(new PermutedRoss(ross, x, y));
        }
        return Optional.empty();
    }
}
