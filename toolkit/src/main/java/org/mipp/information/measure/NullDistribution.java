package org.mipp.information.measure;

import org.mipp.information.NullAwareEstimator;
import org.mipp.information.task.Sample;

/**
 * What the estimator gives where there is nothing to find.
 *
 * @param threshold what the estimate stays below with probability {@code level} if X and Y are independent, in nats
 * @param level that probability
 * @param pValue how probable an estimate at least as large would then be
 * @param how where the threshold comes from, in words
 */
public record NullDistribution(double threshold, double level, double pValue, String how) {

    /** The p-value is where the estimate would lie just on the threshold. */
    static NullDistribution closedForm(NullAwareEstimator own, Sample sample, double estimate, double level) {
        int n = sample.samples();
        int dx = sample.x().columns();
        int dy = sample.y().columns();
        double low = 0;
        double high = 1;
        for (int halving = 0; halving < 50; halving++) {
            double middle = (low + high) / 2;
            if (own.nullThreshold(n, dx, dy, middle) < estimate) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new NullDistribution(
                own.nullThreshold(n, dx, dy, level), level, 1 - low, "closed form, which assumes normal data");
    }
}
