package org.mipp.information.benchmark;

import java.util.List;
import org.mipp.linalg.MeanAndVariance;

/**
 * What one estimator made of one task at one sample size, over all seeds.
 *
 * @param task the task's id
 * @param truth the exact information in nats
 * @param estimator the estimator's name
 * @param samples rows of each sample
 * @param estimates how many seeds gave an estimate
 * @param failures how many did not; they count in nothing else
 * @param mean of the estimates, in nats; NaN if all failed
 * @param deviation sample standard deviation over seeds; NaN with fewer than two estimates
 * @param logRatio {@code ln(mean / truth)}, clipped to [-1, 1]; -1 if the mean is not above 0; NaN if all failed or the
 *     truth is 0
 * @param close whether every seed's estimate is off by less than a factor of 1.5; failures are not
 * @param seconds mean wall clock of one estimate
 */
public record BenchmarkSummary(
        String task,
        double truth,
        String estimator,
        int samples,
        int estimates,
        int failures,
        double mean,
        double deviation,
        double logRatio,
        boolean close,
        double seconds) {

    static BenchmarkSummary of(List<BenchmarkCell> cells) {
        BenchmarkCell first = cells.get(0);
        double[] values = cells.stream()
                .filter(cell -> !cell.failed())
                .mapToDouble(BenchmarkCell::estimate)
                .toArray();
        int n = values.length;
        MeanAndVariance spread = MeanAndVariance.of(values);
        return new BenchmarkSummary(
                first.task(),
                first.truth(),
                first.estimator(),
                first.samples(),
                n,
                cells.size() - n,
                spread.mean(),
                spread.deviation(),
                BenchmarkCell.logRatio(spread.mean(), first.truth()),
                cells.stream().allMatch(BenchmarkCell::close),
                cells.stream().mapToDouble(BenchmarkCell::seconds).average().orElse(0));
    }
}
