package org.mipp.information.ranking;

import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.MiEstimator;
import org.mipp.information.estimator.DiscreteMi;
import org.mipp.information.estimator.GaussianCopulaMi;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.estimator.RossMi;
import org.mipp.information.table.SampleColumn;

/**
 * Which estimator fits two columns, by what their values mean.
 *
 * <ul>
 *   <li>both discrete: {@link DiscreteMi} with Miller's correction;
 *   <li>one discrete: {@link RossMi}, neighbours within each class;
 *   <li>both continuous: {@link KsgMi}, any dependence; below 100 rows {@link GaussianCopulaMi}, which sees monotone dependence
 *       only, but scatters less.
 * </ul>
 */
public final class FittingEstimator {

    private static final int K = 5; // neighbours
    private static final int FEW = 100; // rows

    private FittingEstimator() {}

    /**
     * Chooses.
     *
     * @param x one column
     * @param y another of the same rows
     * @return the estimator
     */
    public static MiEstimator of(SampleColumn x, SampleColumn y) {
        if (x.kind().discrete() != y.kind().discrete()) {
            return new RossMi(K, x.kind().discrete() ? RossMi.Discrete.X : RossMi.Discrete.Y);
        }
        return x.kind().discrete() ? new DiscreteMi(true) : forNumbers(x.rows());
    }

    /** For several columns at once: neighbours, which count where every sample has copies; ranks where there are few rows. */
    static ConditionalMiEstimator forNumbers(int rows) {
        return rows < FEW ? new GaussianCopulaMi() : new KsgMi(KsgMi.Algorithm.FIRST, K);
    }
}
