package org.mipp.information.estimator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.LeaveOneOutEstimator;
import org.mipp.information.PointwiseMiEstimator;
import org.mipp.information.SampleChecks;
import org.mipp.information.neighbours.SortedLine;
import org.mipp.linalg.Matrix;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Parallel;

/**
 * Estimates mutual information by the Gaussian copula: every column is replaced by normal scores,
 * {@code Phi^-1(rank / (N + 1))}, and the closed form of {@link GaussianMi} is applied to them (Ince, Giordano, Kayser,
 * Rousselet, Gross, Schyns, Human Brain Mapping 38, 2017).
 *
 * <p>It depends on ranks only, so outliers and monotone changes of single columns do not matter. Where the scores of X and
 * of Y are each jointly normal it is a lower bound of the information, up to sampling error, as the normal distribution has
 * the least information for given correlations. <b>Fails</b> where dependence is not monotone: circles, spirals, common
 * variance. <b>Bias</b> is corrected as in {@link GaussianMi}.
 *
 * <p><b>Ties</b> share the mean of their ranks, so that the order of the samples does not matter; a column with many ties,
 * such as a rectifier's zeros, is then not normal, and the bound need not hold.
 *
 * <p>Cost: O(d N log N) for ranks, then as {@link GaussianMi}.
 *
 * @param biasCorrected whether the expected excess is subtracted
 */
public record GaussianCopulaMi(boolean biasCorrected)
        implements ConditionalMiEstimator, PointwiseMiEstimator, LeaveOneOutEstimator {

    /** Makes the estimator with correction of the bias. */
    public GaussianCopulaMi() {
        this(true);
    }

    @Override
    public double estimate(Matrix x, Matrix y) {
        check(x, y);
        return gaussian().estimate(scores(x), scores(y));
    }

    @Override
    public double estimate(Matrix x, Matrix y, Matrix z) {
        SampleChecks.check(1, x, y, z);
        Matrix known = z.varyingColumns();
        check(x, y, known);
        return gaussian().estimate(scores(x), scores(y), scores(known));
    }

    @Override
    public double[] pointwise(Matrix x, Matrix y) {
        check(x, y);
        return gaussian().pointwise(scores(x), scores(y));
    }

    @Override
    public double[] leaveOneOut(Matrix x, int width, Matrix y) {
        check(x, y);
        return gaussian().leaveOneOut(scores(x), width, scores(y));
    }

    private static void check(Matrix... variables) {
        SampleChecks.given(variables);
        SampleChecks.check(Arrays.stream(variables).mapToInt(Matrix::columns).sum() + 1, variables);
        SampleChecks.checkVary("leave it out", variables);
    }

    private GaussianMi gaussian() {
        return new GaussianMi(biasCorrected, 0);
    }

    /** Normal scores of every column. */
    static Matrix scores(Matrix variable) {
        int n = variable.rows();
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double[] ofTwiceTheRank = new double[2 * n + 1];
        Parallel.each(ofTwiceTheRank.length, 256, () -> r -> {
            ofTwiceTheRank[r] = r < 2 ? 0 : normal.inverseCumulativeProbability(r / (2.0 * (n + 1)));
        });
        double[][] columns = new double[variable.columns()][];
        Parallel.each(columns.length, j -> columns[j] = scores(variable.column(j), ofTwiceTheRank));
        return Matrix.fill(n, columns.length, (i, j) -> columns[j][i]);
    }

    private static double[] scores(double[] values, double[] ofTwiceTheRank) {
        double[] sorted =
                Arrays.stream(values).map(value -> value + 0.0).sorted().toArray(); // no -0
        double[] scores = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int below = SortedLine.firstNotBelow(sorted, values[i]);
            int upTo = SortedLine.firstNotBelow(sorted, Math.nextUp(values[i]));
            scores[i] = ofTwiceTheRank[below + 1 + upTo]; // ranks are below + 1 to upTo
        }
        return scores;
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        return new SampleWarnings(x, y)
                .constantColumns()
                .ties()
                .fewSamplesPerColumn()
                .list();
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("gaussian-copula", 1, this));
    }

    @Override
    public String name() {
        return "Gaussian copula" + (biasCorrected ? "" : ", plug-in");
    }
}
