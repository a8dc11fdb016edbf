package org.mipp.information.estimator;

import static org.mipp.run.Checks.positive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.PointwiseMiEstimator;
import org.mipp.information.SampleChecks;
import org.mipp.information.neighbours.SortedLine;
import org.mipp.linalg.ColumnScale;
import org.mipp.linalg.Matrix;
import org.mipp.run.ledger.SettingsKey;

/**
 * Estimates mutual information between binned variables: every column is cut into bins, a cell is one bin of every column,
 * and {@code I = H(X) + H(Y) - H(X, Y)} of the frequencies of the cells (Cover and Thomas, Elements of Information Theory,
 * 2nd ed. 2006, eq. 2.45); conditionally {@code H(X, Z) + H(Y, Z) - H(X, Y, Z) - H(Z)}. A column with no more different
 * values than bins is taken as it is: every value is a bin.
 *
 * <p><b>Bias</b> is of two kinds. Binning loses information. Too few samples per cell feign information, about
 * {@code (B_xy - B_x - B_y + 1) / (2 N)} with B the occupied cells (Miller, in Information Theory in Psychology, 1955);
 * that is subtracted on request, and is good only while cells hold several samples each. <b>Fails</b> with more cells than
 * samples, {@code bins^(dx + dy) > N}: the estimate then tends to ln N whatever the truth. For discrete
 * variables of more values than bins {@link DiscreteMi} is exact.
 *
 * <p>Cost: O(N log N) per column, memory O(N): only occupied cells exist.
 *
 * @param bins per column, at least 1
 * @param binning where bins begin
 * @param corrected whether Miller's correction is applied
 */
public record BinnedMi(int bins, Binning binning, boolean corrected)
        implements ConditionalMiEstimator, PointwiseMiEstimator {

    /** Where the bins of a column begin. */
    public enum Binning {
        /** Equally wide between the least and the largest value. */
        EQUAL_WIDTH,
        /** Equally many samples in each; equal values share the bin of their mean rank. */
        EQUAL_FREQUENCY
    }

    /**
     * Checks the bins.
     *
     * @throws IllegalArgumentException if there is none
     */
    public BinnedMi {
        positive(bins, "bins");
    }

    @Override
    public double estimate(Matrix x, Matrix y) {
        SampleChecks.check(2, x, y);
        return new PlugInEstimate(corrected).nats(cells(x), cells(y));
    }

    @Override
    public double estimate(Matrix x, Matrix y, Matrix z) {
        SampleChecks.check(2, x, y, z);
        return new PlugInEstimate(corrected).nats(cells(x), cells(y), cells(z));
    }

    /** {@inheritDoc} Here {@code ln(N c_xy / (c_x c_y))} with c the samples in a sample's cell; all shifted by the correction. */
    @Override
    public double[] pointwise(Matrix x, Matrix y) {
        SampleChecks.check(2, x, y);
        return new PlugInEstimate(corrected).pointwise(cells(x), cells(y));
    }

    private Partition cells(Matrix variable) {
        Partition cells = Partition.of(new long[variable.rows()]);
        for (int j = 0; j < variable.columns(); j++) {
            cells = cells.and(cells(variable, j));
        }
        return cells;
    }

    private Partition cells(Matrix variable, int column) {
        double[] values = variable.column(column);
        Partition distinct = Partition.ofValues(values);
        return distinct.occupied() <= bins ? distinct : Partition.of(bins(values, ColumnScale.unit(variable, column)));
    }

    private long[] bins(double[] values, double unit) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .mapToLong(value -> binning == Binning.EQUAL_FREQUENCY
                        ? byRank(sorted, value)
                        : byPlace(sorted[0] * unit, sorted[sorted.length - 1] * unit, value * unit))
                .toArray();
    }

    /** By the mean rank of equal values: a bin that began with the first of them would take many into a bin of few others. */
    private long byRank(double[] sorted, double value) {
        int first = SortedLine.firstNotBelow(sorted, value);
        int next = SortedLine.firstNotBelow(sorted, Math.nextUp(value));
        return (long) ((first + next - 1) / 2.0 * bins / sorted.length);
    }

    private long byPlace(double least, double most, double value) {
        return Math.min(bins - 1, (long) ((value - least) / (most - least) * bins));
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        double cells = possible(x) * possible(y);
        return new SampleWarnings(x, y)
                .constantColumns()
                .addIf(
                        cells > x.rows(),
                        "%d bins in %d columns make %.3g cells for %d samples; most hold one or none, which feigns"
                                + " information.",
                        bins,
                        x.columns() + y.columns(),
                        cells,
                        x.rows())
                .list();
    }

    private double possible(Matrix variable) {
        return IntStream.range(0, variable.columns())
                .mapToDouble(j ->
                        Math.min(bins, Partition.ofValues(variable.column(j)).occupied()))
                .reduce(1, (a, b) -> a * b);
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("binned", 1, this));
    }

    @Override
    public String name() {
        return "Binned " + bins + (binning == Binning.EQUAL_WIDTH ? " equal width" : " equal frequency")
                + (corrected ? ", corrected" : "");
    }
}
