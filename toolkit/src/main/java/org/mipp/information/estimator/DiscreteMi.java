package org.mipp.information.estimator;

import java.util.List;
import java.util.Optional;
import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.PointwiseMiEstimator;
import org.mipp.information.SampleChecks;
import org.mipp.linalg.Matrix;
import org.mipp.run.ledger.SettingsKey;

/**
 * Estimates mutual information between discrete variables, such as labels, answers or counts: every combination of values
 * is a cell, and the frequencies of the cells stand for their probabilities.
 *
 * <p><b>Bias.</b> Too few samples per cell feign information, about {@code (B_xy - B_x - B_y + 1) / (2 N)} with B the
 * occupied cells; Miller's correction subtracts that on request, and is good only while cells hold several samples each.
 * <b>Fails</b> with more combinations than samples, and so for continuous variables, of which it finds ln N whatever the
 * truth: {@link BinnedMi} or {@link KsgMi} are for those.
 *
 * <p>Cost: O(N log N) per column, memory O(N): only occupied cells exist.
 *
 * @param corrected whether Miller's correction is applied
 */
public record DiscreteMi(boolean corrected) implements ConditionalMiEstimator, PointwiseMiEstimator {

    /** Makes the estimator without correction: of a variable and itself it finds the entropy of the frequencies. */
    public DiscreteMi() {
        this(false);
    }

    @Override
    public double estimate(Matrix x, Matrix y) {
        SampleChecks.check(2, x, y);
        return new PlugInEstimate(corrected).nats(Partition.ofRows(x), Partition.ofRows(y));
    }

    @Override
    public double estimate(Matrix x, Matrix y, Matrix z) {
        SampleChecks.check(2, x, y, z);
        return new PlugInEstimate(corrected).nats(Partition.ofRows(x), Partition.ofRows(y), Partition.ofRows(z));
    }

    /** {@inheritDoc} Here {@code ln(N c_xy / (c_x c_y))} with c the samples in a sample's cell; all shifted by the correction. */
    @Override
    public double[] pointwise(Matrix x, Matrix y) {
        SampleChecks.check(2, x, y);
        return new PlugInEstimate(corrected).pointwise(Partition.ofRows(x), Partition.ofRows(y));
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        int ofX = Partition.ofRows(x).occupied();
        int ofY = Partition.ofRows(y).occupied();
        return new SampleWarnings(x, y)
                .constantColumns()
                .addIf(
                        (long) ofX * ofY > x.rows(),
                        "%d different values of x and %d of y make %d cells for %d samples; most hold one or none, which"
                                + " feigns information.",
                        ofX,
                        ofY,
                        (long) ofX * ofY,
                        x.rows())
                .list();
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("discrete", 1, this));
    }

    @Override
    public String name() {
        return "Discrete" + (corrected ? ", corrected" : "");
    }
}
