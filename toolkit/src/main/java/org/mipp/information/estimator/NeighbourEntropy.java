package org.mipp.information.estimator;

import static org.mipp.run.Checks.positive;

import org.apache.commons.numbers.gamma.Digamma;
import org.mipp.information.EntropyEstimator;
import org.mipp.information.SampleChecks;
import org.mipp.information.neighbours.Neighbours;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.MeanAndVariance;

/**
 * The differential entropy of a density from the distances of every sample to its k-th neighbour, after Kozachenko and Leonenko
 * (Problems of Information Transmission 23, 1987), in the maximum norm as in Kraskov, Stögbauer and Grassberger (Physical Review E
 * 69, 066138, 2004, eq. 20): {@code psi(N) - psi(k) + d <ln 2 r>} with r the distance to the k-th neighbour.
 *
 * <p>Columns are given variance 1 first and their scale is added again, {@code ln} of each standard deviation. It may be below zero,
 * and it is that of the numbers as they are: in other units it is another. Equal values are spread over what they may have been
 * rounded from, as {@link KsgMi} does with them where neighbours reach, so that rounded samples have the entropy of their density. Cost as there.
 *
 * @param k neighbours, at least 1
 */
public record NeighbourEntropy(int k) implements EntropyEstimator {

    /**
     * Checks k.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public NeighbourEntropy {
        positive(k, "neighbours");
    }

    @Override
    public double estimate(Matrix x) {
        int n = SampleChecks.check(k + 1, x);
        SampleChecks.checkVary("x", x, "the entropy of a density that does not vary is minus infinity; leave it out");
        int d = x.columns();
        double[] points = Ties.evenly(n, 0, SampleColumns.standardised(x));
        double[] reach = Neighbours.of(points, d).reach(k, d)[0];
        double logarithms = 0;
        for (double radius : reach) {
            logarithms += Math.log(2 * Math.max(radius, Double.MIN_NORMAL));
        }
        double scale = d * Math.log((n - 1.0) / n) / 2; // standardised by the deviation of N, not of N - 1
        for (int j = 0; j < d; j++) {
            scale += Math.log(MeanAndVariance.of(x.column(j)).deviation());
        }
        return KsgMi.digamma(n)[n] - Digamma.value(k) + d * logarithms / n + scale;
    }

    @Override
    public boolean differential() {
        return true;
    }

    @Override
    public String name() {
        return "neighbours k=" + k;
    }
}
