package org.mipp;

import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.EntropyEstimator;
import org.mipp.information.MiEstimator;
import org.mipp.information.estimator.BinnedMi;
import org.mipp.information.estimator.CanonicalMi;
import org.mipp.information.estimator.DiscreteEntropy;
import org.mipp.information.estimator.DiscreteMi;
import org.mipp.information.estimator.GaussianCopulaMi;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.estimator.LossDifferenceMi;
import org.mipp.information.estimator.NeighbourEntropy;
import org.mipp.information.estimator.RenyiMi;
import org.mipp.information.estimator.RossMi;
import org.mipp.information.neural.CriticMi;
import org.mipp.information.neural.InfoNce;
import org.mipp.information.neural.Mine;
import org.mipp.information.neural.Smile;

/**
 * Estimators of mutual information by short names, with their usual settings; the classes behind them have the rest.
 *
 * <p>Declared by interfaces, because a notebook's Java cannot hold a list of several classes in a {@code var}.
 *
 * <pre>{@code
 * measure(ksg(5), x, y);
 * benchmark(ksg(3), binned(8));
 * selectMasks(acts, terc(gaussianMi()));
 * benchmark(copulaMi(), renyi(), lossDifference());
 * benchmark(mine(), smile(), infoNce());
 * measure(ross(3), x, y);
 * measure(canonical(5), x, y);
 * discrete().estimate(x, y);
 * measure(discreteEntropy(), x);
 * measure(neighbourEntropy(3), x);
 * }</pre>
 */
public final class Estimators {

    private Estimators() {}

    /** {@return the Gaussian closed form, corrected for its bias: all of linear dependence, nothing else} */
    public static ConditionalMiEstimator gaussianMi() {
        return new GaussianMi();
    }

    /** {@return the Gaussian form of the ranks: monotone dependence, whatever the marginal distributions} */
    public static ConditionalMiEstimator copulaMi() {
        return new GaussianCopulaMi();
    }

    /**
     * Looks at nearest neighbours, by the first algorithm of Kraskov, Stögbauer and Grassberger: any dependence, in few
     * dimensions.
     *
     * @param k neighbours; fewer for less bias, more for less scatter; usual are 3 to 5
     * @return the estimator
     */
    public static ConditionalMiEstimator ksg(int k) {
        return new KsgMi(KsgMi.Algorithm.FIRST, k);
    }

    /**
     * Looks at nearest neighbours among the few functions of X and of Y that tell most of each other: curved dependence in many columns,
     * from some thousand samples.
     *
     * @param k neighbours; 5 is usual
     * @return the estimator
     */
    public static MiEstimator canonical(int k) {
        return new CanonicalMi(k);
    }

    /**
     * Counts samples in bins of equally many samples, with Miller's correction: any dependence, in two or three dimensions
     * altogether. A column with no more different values than bins is taken as it is.
     *
     * @param bins per column
     * @return the estimator
     */
    public static ConditionalMiEstimator binned(int bins) {
        return new BinnedMi(bins, BinnedMi.Binning.EQUAL_FREQUENCY, true);
    }

    /**
     * {@return the information between discrete variables, such as labels, answers or counts: exact for the frequencies of
     * their values}
     */
    public static ConditionalMiEstimator discrete() {
        return new DiscreteMi();
    }

    /** {@return the matrix-based Rényi information of order 1.01: to rank with, not in the nats of Shannon} */
    public static ConditionalMiEstimator renyi() {
        return new RenyiMi();
    }

    /**
     * Looks at nearest neighbours within each class.
     *
     * @param k neighbours
     * @return the estimator, for continuous X and class labels Y
     */
    public static MiEstimator ross(int k) {
        return new RossMi(k, RossMi.Discrete.Y);
    }

    /** {@return how much better Y is predicted with X than without, by ridge regression on data not fitted to} */
    public static MiEstimator lossDifference() {
        return new LossDifferenceMi(LossDifferenceMi.Loss.SQUARED);
    }

    /** {@return a small network's bound, MINE: any dependence in many dimensions, if there are thousands of samples} */
    public static CriticMi mine() {
        return Mine.DEFAULT;
    }

    /** {@return a small network's clipped ratio, SMILE: scatters less than MINE where there is much information} */
    public static CriticMi smile() {
        return Smile.DEFAULT;
    }

    /** {@return a small network's contrast, InfoNCE: scatters least, but cannot exceed the logarithm of its batch} */
    public static CriticMi infoNce() {
        return InfoNce.DEFAULT;
    }

    /** {@return the entropy of frequencies, with Miller's correction: of labels, answers or counts} */
    public static EntropyEstimator discreteEntropy() {
        return new DiscreteEntropy(true);
    }

    /**
     * Looks at nearest neighbours: the entropy of a density, which depends on the units of its numbers and may be below zero.
     *
     * @param k neighbours
     * @return the estimator
     */
    public static EntropyEstimator neighbourEntropy(int k) {
        return new NeighbourEntropy(k);
    }
}
