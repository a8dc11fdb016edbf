package org.mipp.information.estimator;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.notNegative;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.LeaveOneOutEstimator;
import org.mipp.information.NullAwareEstimator;
import org.mipp.information.PointwiseMiEstimator;
import org.mipp.information.SampleChecks;
import org.mipp.information.gaussian.ConditionalNull;
import org.mipp.linalg.Cholesky;
import org.mipp.linalg.ColumnScale;
import org.mipp.linalg.GroupDowndate;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.SecondMoments;
import org.mipp.linalg.Standardisation;
import org.mipp.run.RefusedException;
import org.mipp.run.ledger.SettingsKey;

/**
 * Estimates mutual information as if X and Y were jointly normal:
 * {@code I = 1/2 (ln det S_xx + ln det S_yy - ln det S)} with S the covariance of both, which equals
 * {@code -1/2 sum ln(1 - r_i^2)} over the canonical correlations r_i (Cover and Thomas, Elements of Information Theory,
 * 2nd ed. 2006, section 8.4, for the entropy of the normal distribution that this is made of).
 *
 * <p><b>Bias.</b> The plug-in estimate is too high by about {@code dx dy / (2 N)}. On normal data its expectation is
 * known exactly, see {@link ConditionalNull#mean}, and is subtracted unless switched off. <b>Fails</b> silently where
 * dependence is not linear (it sees correlations only) and on tails so heavy that there are no second moments; try {@link
 * GaussianCopulaMi} or {@link KsgMi} then. Not a bound in general.
 *
 * <p><b>Singular covariances.</b> Constant columns, copies and columns that are linear functions of others make the
 * closed form infinite or undefined. They are rejected, unless there is a ridge: it is added to every variance, relative
 * to it, after which a constant column tells nothing and a copy tells little. The correction of the bias is approximate
 * then; without it there may even be fewer samples than columns.
 *
 * <p>Cost: O(N d^2 + d^3) with {@code d = dx + dy}, for all leave-one-out values together as well.
 *
 * @param biasCorrected whether the expected excess is subtracted
 * @param ridge what is added to every column's variance, relative to it; 0 for none
 */
public record GaussianMi(boolean biasCorrected, double ridge)
        implements ConditionalMiEstimator, PointwiseMiEstimator, LeaveOneOutEstimator, NullAwareEstimator {

    private static final double ROUNDING = 1e-14; // of a variance given other columns, per column

    /**
     * Checks the ridge.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public GaussianMi {
        notNegative(ridge, "ridge");
    }

    /** Makes the estimator with correction of the bias and without ridge. */
    public GaussianMi() {
        this(true, 0);
    }

    @Override
    public double estimate(Matrix x, Matrix y) {
        check(x, y);
        return nats(correlations(x, y), 0, x.columns()) - bias(x.rows(), varying(x), 0, x.columns(), varying(y));
    }

    @Override
    public double estimate(Matrix x, Matrix y, Matrix z) {
        SampleChecks.check(1, x, y, z);
        Matrix known = z.varyingColumns();
        check(x, y, known);
        Matrix inputs = known.beside(x);
        return nats(correlations(inputs, y), known.columns(), x.columns())
                - bias(x.rows(), varying(inputs), known.columns(), x.columns(), varying(y));
    }

    /**
     * {@inheritDoc} {@code ln p(z) / (p(x) p(y)) = I + 1/2 (x' S_xx^-1 x + y' S_yy^-1 y - z' S^-1 z)} with z = (x, y)
     * centred; all values are shifted alike so that their mean is the estimate.
     */
    @Override
    public double[] pointwise(Matrix x, Matrix y) {
        double estimate = estimate(x, y);
        Matrix correlations = correlations(x, y);
        int dx = x.columns();
        int d = dx + y.columns();
        double[] both = distances(correlations, x.beside(y), 0, d);
        double[] ofX = distances(correlations, x, 0, dx);
        double[] ofY = distances(correlations, y, dx, d);
        double[] values = IntStream.range(0, x.rows())
                .mapToDouble(i -> (ofX[i] + ofY[i] - both[i]) / 2)
                .toArray();
        double shift = estimate - SampleColumns.mean(values);
        return Arrays.stream(values).map(value -> value + shift).toArray();
    }

    /** Squared Mahalanobis distances of all samples from the mean. */
    private static double[] distances(Matrix correlations, Matrix variable, int from, int to) {
        int[] block = IntStream.range(from, to).toArray();
        Matrix standardised = Standardisation.of(variable).matrix();
        Matrix solved = Cholesky.of(correlations.select(block, block)).solve(standardised.transpose());
        return IntStream.range(0, variable.rows())
                .mapToDouble(i -> IntStream.range(0, block.length)
                        .mapToDouble(j -> standardised.get(i, j) * solved.get(j, i))
                        .sum())
                .toArray();
    }

    /**
     * {@inheritDoc} {@code phi_G = 1/2 (ln det P_GG - ln det Q_GG)} with Q the precision of X and P the X block of the
     * precision of X and Y: two inverses for all nodes.
     */
    @Override
    public double[] leaveOneOut(Matrix x, int width, Matrix y) {
        argument(
                width >= 1 && x.columns() % width == 0 && x.columns() > width,
                "leave one out: expected at least two nodes of %d columns each, got %d columns",
                width,
                x.columns());
        check(x, y);
        double[] nats = leaveOneOut(correlations(x, y), x.columns(), width);
        boolean[] inputs = varying(x);
        boolean[] targets = varying(y);
        for (int node = 0; node < nats.length; node++) {
            nats[node] -= bias(x.rows(), inputs, node * width, width, targets);
        }
        return nats;
    }

    private static double[] leaveOneOut(Matrix correlations, int dx, int width) {
        pivots(correlations); // refuses singular ones
        int[] inX = IntStream.range(0, dx).toArray();
        int[] inY = IntStream.range(dx, correlations.rows()).toArray();
        Matrix xx = correlations.select(inX, inX);
        Matrix xy = correlations.select(inX, inY);
        Matrix given = Cholesky.of(correlations.select(inY, inY)).schurComplement(xx, xy);
        try (GroupDowndate q = GroupDowndate.of(xx, width);
                GroupDowndate p = GroupDowndate.of(given, width)) {
            double[] logQ = q.logDeterminants();
            double[] logP = p.logDeterminants();
            return IntStream.range(0, logQ.length)
                    .mapToDouble(node -> (logP[node] - logQ[node]) / 2)
                    .toArray();
        }
    }

    /** {@inheritDoc} By {@link ConditionalNull}, for X or Y normal and without ridge; a ridge makes it conservative. */
    @Override
    public double nullThreshold(int samples, int dimX, int dimY, double confidence) {
        ConditionalNull independent = new ConditionalNull(samples, dimX, dimX, dimY);
        return independent.threshold(confidence) - (biasCorrected ? independent.mean() : 0);
    }

    private void check(Matrix... variables) {
        SampleChecks.given(variables);
        int columns = Arrays.stream(variables).mapToInt(Matrix::columns).sum();
        SampleChecks.check(ridge > 0 && !biasCorrected ? 2 : columns + 1, variables);
        if (ridge == 0) {
            SampleChecks.checkVary("leave it out or set a ridge", variables);
        }
    }

    private Matrix correlations(Matrix left, Matrix right) {
        SecondMoments moments = SecondMoments.of(
                Standardisation.of(left).matrix(), Standardisation.of(right).matrix());
        int d = left.columns() + right.columns();
        return Matrix.fill(d, d, (i, j) -> i == j ? 1 + ridge : moments.covariance(i, j));
    }

    /** {@code I(X; Y | known)} from how much X narrows each column of Y, given the known and the columns of Y before it. */
    private static double nats(Matrix correlations, int known, int dx) {
        int[] withoutX = IntStream.concat(IntStream.range(0, known), IntStream.range(known + dx, correlations.rows()))
                .toArray();
        double[] given = pivots(correlations);
        double[] alone = pivots(correlations.select(withoutX, withoutX));
        double sum = 0;
        for (int j = known; j < alone.length; j++) {
            sum += Math.log(alone[j] / given[j + dx]);
        }
        return sum / 2;
    }

    static double[] pivots(Matrix correlations) {
        double[] variances;
        try {
            variances = Cholesky.of(correlations).pivots();
        } catch (RefusedException singular) {
            variances = new double[] {0};
        }
        argument(
                Arrays.stream(variances).min().orElseThrow() > ROUNDING * correlations.rows(),
                "correlations: expected no column to be a linear function of others, got one that is (a copy, or y"
                        + " computed from x without noise); leave it out, add noise or set a ridge");
        return variances;
    }

    /** The expected excess from neighbouring columns of the inputs given all others; constant ones have no part in it. */
    private double bias(int samples, boolean[] inputs, int from, int width, boolean[] targets) {
        int p = count(inputs, 0, inputs.length);
        int g = count(inputs, from, width);
        int q = count(targets, 0, targets.length);
        return biasCorrected && g > 0 && q > 0 ? new ConditionalNull(samples, p, g, q).mean() : 0;
    }

    private static int count(boolean[] varying, int from, int width) {
        return (int) IntStream.range(from, from + width).filter(j -> varying[j]).count();
    }

    private static boolean[] varying(Matrix variable) {
        boolean[] varying = new boolean[variable.columns()];
        for (int j = 0; j < varying.length; j++) {
            varying[j] = ColumnScale.varies(variable, j);
        }
        return varying;
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        return new SampleWarnings(x, y).constantColumns().fewSamplesPerColumn().list();
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("gaussian", 1, this));
    }

    @Override
    public String name() {
        return "Gaussian" + (biasCorrected ? "" : ", plug-in") + (ridge > 0 ? ", ridge " + ridge : "");
    }
}
