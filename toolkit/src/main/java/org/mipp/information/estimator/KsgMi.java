package org.mipp.information.estimator;

import static org.mipp.run.Checks.positive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Digamma;
import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.PointwiseMiEstimator;
import org.mipp.information.SampleChecks;
import org.mipp.information.neighbours.Neighbourhoods;
import org.mipp.linalg.Matrix;
import org.mipp.run.ledger.SettingsKey;

/**
 * Estimates mutual information from the distances of every sample to its k nearest neighbours, after Kraskov, Stögbauer
 * and Grassberger (Physical Review E 69, 066138, 2004), in the maximum norm after giving every column variance 1:
 *
 * <ul>
 *   <li>{@link Algorithm#FIRST}, eq. 8: {@code psi(k) + psi(N) - <psi(n_x + 1) + psi(n_y + 1)>}, where n counts the
 *       samples strictly nearer in one variable than the k-th neighbour is in both;
 *   <li>{@link Algorithm#SECOND}, eq. 9: {@code psi(k) - 1/k + psi(N) - <psi(n_x) + psi(n_y)>}, where n counts the samples
 *       at most as far in a variable as the farthest of the k neighbours is in that variable.
 * </ul>
 *
 * <p>Conditional: with the first algorithm {@code psi(k) - <psi(n_xz + 1) + psi(n_yz + 1) - psi(n_z + 1)>} (Frenzel and
 * Pompe, Physical Review Letters 99, 204101, 2007). With the second, the entropies behind eq. 9 give
 * {@code psi(k) - 2/k - <psi(n_xz) - 1/n_xz + psi(n_yz) - 1/n_yz - psi(n_z)>}: X, Y and Z each have their own extent, and
 * m variables with own extents around k neighbours cost {@code (m - 1) / k} in an entropy. That formula is too high for few
 * neighbours, on normal variables by 0.37 nats at k = 1, 0.10 at 2 and 0.04 at 3 (N = 800; another implementation gives the
 * same): condition with the first algorithm, or with five neighbours and more.
 *
 * <p><b>Bias</b> is small for few columns and shrinks with k towards 1, while the scatter grows. <b>Fails</b> above some
 * ten columns in all (too low), on strong dependence (no more than about ln N) and on long tails (transform the columns
 * first; the information does not change).
 *
 * <p><b>Ties.</b> Equal values have no place among distances: with them both algorithms as published are wrong, by 0.3 nats
 * at N = 800 where normal variables were rounded to a tenth of their spread. They are spread over the interval that they
 * may have been rounded from, which leaves the information as it is; samples without ties are not touched. Samples with
 * at least k exact copies each are those of discrete variables, and get the corrected estimate of {@link DiscreteMi}. Where half of
 * a variable is one constant the second algorithm as published is 1/k too low for that half ({@code 1/k} pays for an
 * extent that the constant does not have): 0.29 for 0.48 nats with k = 3 where X is a rectified normal variable, which
 * another implementation confirms; spread, it finds 0.48. Of equally near neighbours the earlier sample is nearer.
 *
 * <p>Cost: O(N log N) for few columns, O(N^2 d) for many; memory O(N d). Uses all cores; the result does not depend on
 * how many there are.
 *
 * @param algorithm which of the two
 * @param k neighbours, at least 1; 3 to 10 are usual
 * @param seed of where equal values are spread to
 */
public record KsgMi(Algorithm algorithm, int k, long seed) implements ConditionalMiEstimator, PointwiseMiEstimator {

    /** The two estimators of the paper. */
    public enum Algorithm {
        /** One distance for all variables: scatters less. */
        FIRST,
        /** One distance per variable: less bias where dependence is strong. */
        SECOND
    }

    /**
     * Checks k.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public KsgMi {
        positive(k, "neighbours");
    }

    /**
     * Makes the estimator with seed 0.
     *
     * @param algorithm which of the two
     * @param k neighbours, at least 1
     */
    public KsgMi(Algorithm algorithm, int k) {
        this(algorithm, k, 0);
    }

    /**
     * Changes where equal values are spread to.
     *
     * @param newSeed of the places
     * @return the same estimator; on samples without ties it gives the same estimates
     */
    public KsgMi withSeed(long newSeed) {
        return new KsgMi(algorithm, k, newSeed);
    }

    @Override
    public double estimate(Matrix x, Matrix y) {
        return SampleColumns.mean(pointwise(x, y));
    }

    @Override
    public double[] pointwise(Matrix x, Matrix y) {
        int n = SampleChecks.check(k + 1, x, y);
        Partition ofX = Partition.ofRows(x);
        Partition ofY = Partition.ofRows(y);
        if (ofX.occupied() == 1 || ofY.occupied() == 1 || Ties.areDiscrete(k, ofX.and(ofY))) {
            return new PlugInEstimate(true).pointwise(ofX, ofY);
        }
        int[][] counts = within(n, List.of(x, y), new int[] {0}, new int[] {1});
        int[] nx = counts[0];
        int[] ny = counts[1];
        double[] psi = digamma(n);
        int self = algorithm == Algorithm.SECOND ? 0 : 1;
        double correction = algorithm == Algorithm.SECOND ? -1.0 / k : 0;
        return IntStream.range(0, n)
                .mapToDouble(i -> psi[n] + psi[k] - psi[nx[i] + self] - psi[ny[i] + self] + correction)
                .toArray();
    }

    @Override
    public double estimate(Matrix x, Matrix y, Matrix z) {
        int n = SampleChecks.check(k + 1, x, y, z);
        Partition ofX = Partition.ofRows(x);
        Partition ofY = Partition.ofRows(y);
        Partition ofZ = Partition.ofRows(z);
        if (ofZ.occupied() == 1) {
            return estimate(x, y);
        }
        if (ofX.occupied() == 1
                || ofY.occupied() == 1
                || Ties.areDiscrete(k, ofX.and(ofY).and(ofZ))) {
            return new PlugInEstimate(true).nats(ofX, ofY, ofZ);
        }
        int[][] counts = within(n, List.of(x, y, z), new int[] {0, 2}, new int[] {1, 2}, new int[] {2});
        int[] nxz = counts[0];
        int[] nyz = counts[1];
        int[] nz = counts[2];
        double[] psi = digamma(n);
        int self = algorithm == Algorithm.SECOND ? 0 : 1;
        return SampleColumns.mean(IntStream.range(0, n)
                .mapToDouble(i -> {
                    double correction = algorithm == Algorithm.FIRST ? 0 : 1.0 / nxz[i] + 1.0 / nyz[i] - 2.0 / k;
                    return psi[k] - psi[nxz[i] + self] - psi[nyz[i] + self] + psi[nz[i] + self] + correction;
                })
                .toArray());
    }

    /** How many other samples lie in every sample's neighbourhood, seen along some of the variables only. */
    private int[][] within(int n, List<Matrix> samples, int[]... along) {
        double[][] variables = Ties.spread(
                n, k, seed, samples.stream().map(SampleColumns::standardised).toArray(double[][]::new));
        int[] ends = samples.stream().mapToInt(Matrix::columns).toArray();
        Arrays.parallelPrefix(ends, Integer::sum);
        Neighbourhoods.Extent extent =
                algorithm == Algorithm.FIRST ? Neighbourhoods.Extent.COMMON : Neighbourhoods.Extent.OWN;
        return Neighbourhoods.counts(SampleColumns.beside(n, variables), ends, k, extent, along);
    }

    /** psi(1) to psi(n) by the recurrence {@code psi(m + 1) = psi(m) + 1 / m}. */
    static double[] digamma(int n) {
        double[] psi = new double[n + 1];
        psi[0] = Double.NaN;
        psi[1] = Digamma.value(1);
        for (int m = 1; m < n; m++) {
            psi[m + 1] = psi[m] + 1.0 / m;
        }
        return psi;
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        SampleWarnings warnings = new SampleWarnings(x, y)
                .constantColumns()
                .manyColumnsForNeighbours(x.columns() + y.columns())
                .fewSamplesPerColumn()
                .neighbours(k, 0, 1);
        return Ties.areDiscrete(k, Partition.ofRows(x.beside(y)))
                ? warnings.list()
                : warnings.wholeNumbers().repeatedRows().list();
    }

    /** {@inheritDoc} Here {@code psi(N) - psi(k)}, 1/k less by the second algorithm, as no count is below k. */
    @Override
    public double ceiling(int samples) {
        double[] psi = digamma(Math.max(samples, k));
        return psi[samples] - psi[k] - (algorithm == Algorithm.SECOND ? 1.0 / k : 0);
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("ksg", 1, this));
    }

    @Override
    public String name() {
        return "KSG-" + (algorithm == Algorithm.FIRST ? 1 : 2) + " k=" + k + (seed == 0 ? "" : ", seed " + seed);
    }
}
