package org.mipp.information.estimator;

import org.mipp.information.EntropyEstimator;
import org.mipp.information.SampleChecks;
import org.mipp.linalg.Matrix;

/**
 * The entropy of variables of which only the frequencies count: {@code -sum p ln p} (Cover and Thomas, Elements of Information
 * Theory, 2nd ed. 2006, eq. 2.1). Too low by about {@code (B - 1) / (2 N)} with B different values, which Miller's correction adds.
 * Cost: O(N log N) per column.
 *
 * @param corrected whether Miller's correction is applied
 */
public record DiscreteEntropy(boolean corrected) implements EntropyEstimator {

    @Override
    public double estimate(Matrix x) {
        int n = SampleChecks.check(1, x);
        Partition cells = Partition.ofRows(x);
        return cells.entropy() + (corrected ? (cells.occupied() - 1) / (2.0 * n) : 0);
    }

    @Override
    public boolean differential() {
        return false;
    }

    @Override
    public String name() {
        return "discrete" + (corrected ? ", corrected" : "");
    }
}
