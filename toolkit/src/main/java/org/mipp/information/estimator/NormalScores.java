package org.mipp.information.estimator;

import java.util.Arrays;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.Standardisation;

/**
 * A variable by its ranks, and the size of its samples.
 *
 * @param scores of every column, as {@link GaussianCopulaMi} makes them
 * @param logSize the logarithm of each sample's squared distance from the columns' medians, every column in units of its median
 *     distance: what volatilities and common scales change, and ranks forget
 */
record NormalScores(Matrix scores, double[] logSize) {

    private static final double SMALL = 1e-12;

    static NormalScores of(Matrix variable) {
        Matrix standard = Standardisation.of(variable).matrix();
        double[] size = new double[variable.rows()];
        Arrays.fill(size, SMALL);
        for (int j = 0; j < variable.columns(); j++) {
            double[] column = standard.column(j);
            double centre = median(column);
            double[] away =
                    Arrays.stream(column).map(value -> Math.abs(value - centre)).toArray();
            double unit = median(away);
            for (int i = 0; i < size.length; i++) {
                double distance =
                        unit > SMALL ? away[i] / unit : away[i]; // where half of the values are one, deviations
                size[i] += distance * distance;
            }
        }
        return new NormalScores(
                GaussianCopulaMi.scores(variable),
                Arrays.stream(size).map(Math::log).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
