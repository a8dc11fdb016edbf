package org.mipp.information.estimator;

import static org.mipp.run.Checks.positive;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.PointwiseMiEstimator;
import org.mipp.linalg.Matrix;

/**
 * Estimates mutual information between binned variables: every column is cut into bins, a cell is one bin of every column,
 * and {@code I = H(X) + H(Y) - H(X, Y)} of the frequencies of the cells (Cover and Thomas, Elements of Information Theory,
 * 2nd ed. 2006, eq. 2.45); conditionally {@code H(X, Z) + H(Y, Z) - H(X, Y, Z) - H(Z)}.
 *
 * <p><b>Bias</b> is of two kinds. Binning loses information. Too few samples per cell feign information, about
 * {@code (B_xy - B_x - B_y + 1) / (2 N)} with B the occupied cells (Miller, in Information Theory in Psychology, 1955);
 * that is subtracted on request, and is good only while cells hold several samples each. <b>Fails</b> with more cells than
 * samples, {@code bins^(dx + dy) > N}: the estimate then tends to ln N whatever the truth. With a fixed partition it is
 * exact for discrete variables.
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
        /** Equally many samples in each; equal values share the bin of the first of them. */
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
        Samples.check(2, x, y);
        Cells ofX = cells(x);
        Cells ofY = cells(y);
        return entropy(ofX) + entropy(ofY) - entropy(ofX.and(ofY));
    }

    @Override
    public double estimate(Matrix x, Matrix y, Matrix z) {
        Samples.check(2, x, y, z);
        Cells ofZ = cells(z);
        Cells ofXz = cells(x).and(ofZ);
        Cells ofYz = cells(y).and(ofZ);
        return entropy(ofXz) + entropy(ofYz) - entropy(ofXz.and(ofYz)) - entropy(ofZ);
    }

    /** {@inheritDoc} Here {@code ln(N c_xy / (c_x c_y))} with c the samples in a sample's cell; all shifted by the correction. */
    @Override
    public double[] pointwise(Matrix x, Matrix y) {
        int n = Samples.check(2, x, y);
        Cells ofX = cells(x);
        Cells ofY = cells(y);
        Cells both = ofX.and(ofY);
        double shift = correction(ofX) + correction(ofY) - correction(both);
        return IntStream.range(0, n)
                .mapToDouble(
                        i -> shift + Math.log((double) n * count(both, i) / ((double) count(ofX, i) * count(ofY, i))))
                .toArray();
    }

    private static int count(Cells cells, int sample) {
        return cells.counts()[cells.ids()[sample]];
    }

    private double entropy(Cells cells) {
        return cells.entropy() + correction(cells);
    }

    private double correction(Cells cells) {
        return corrected ? (cells.occupied() - 1) / (2.0 * cells.ids().length) : 0;
    }

    private Cells cells(Matrix variable) {
        Cells cells = Cells.of(bins(variable.column(0)));
        for (int j = 1; j < variable.columns(); j++) {
            cells = cells.and(Cells.of(bins(variable.column(j))));
        }
        return cells;
    }

    private long[] bins(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double least = sorted[0];
        double halfRange = sorted[sorted.length - 1] / 2 - least / 2; // halves, lest the difference overflow
        return Arrays.stream(values)
                .mapToLong(value -> {
                    if (binning == Binning.EQUAL_FREQUENCY) {
                        return (long) SortedLine.firstNotBelow(sorted, value) * bins / values.length;
                    }
                    return halfRange > 0 ? Math.min(bins - 1, (long) ((value / 2 - least / 2) / halfRange * bins)) : 0;
                })
                .toArray();
    }

    @Override
    public List<String> doubts(Matrix x, Matrix y) {
        int columns = x.columns() + y.columns();
        double cells = Math.pow(bins, columns);
        return new Doubts(x, y)
                .constantColumns()
                .addIf(
                        cells > x.rows(),
                        "%d bins in %d columns make %.3g cells for %d samples; most hold one or none, which feigns"
                                + " information.",
                        bins,
                        columns,
                        cells,
                        x.rows())
                .list();
    }

    @Override
    public String name() {
        return "Binned " + bins + (binning == Binning.EQUAL_WIDTH ? " equal width" : " equal frequency")
                + (corrected ? ", corrected" : "");
    }
}
