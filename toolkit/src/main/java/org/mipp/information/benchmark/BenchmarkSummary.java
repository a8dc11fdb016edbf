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
 * @param overSeeds what became of the estimates
 * @param seconds mean wall clock of one estimate
 */
public record BenchmarkSummary(
        String task, double truth, String estimator, int samples, OverSeeds overSeeds, double seconds) {

    /**
     * Estimates of several seeds.
     *
     * @param estimates how many seeds gave one
     * @param failures how many did not; they count in nothing else
     * @param mean of the estimates, in nats; NaN if all failed
     * @param deviation sample standard deviation over seeds; NaN with fewer than two estimates
     * @param close whether every seed's estimate is off by less than a factor of 1.5; failures are not
     */
    public record OverSeeds(int estimates, int failures, double mean, double deviation, boolean close) {

        static OverSeeds of(List<BenchmarkCell> cells) {
            double[] values = cells.stream()
                    .filter(cell -> !cell.failed())
                    .mapToDouble(BenchmarkCell::estimate)
                    .toArray();
            MeanAndVariance spread = MeanAndVariance.of(values);
            return new OverSeeds(
                    values.length,
                    cells.size() - values.length,
                    spread.mean(),
                    spread.deviation(),
                    cells.stream().allMatch(BenchmarkCell::close));
        }
    }

    static BenchmarkSummary of(List<BenchmarkCell> cells) {
        BenchmarkCell first = cells.get(0);
        return new BenchmarkSummary(
                first.task(),
                first.truth(),
                first.estimator(),
                first.samples(),
                OverSeeds.of(cells),
                cells.stream().mapToDouble(BenchmarkCell::seconds).average().orElse(0));
    }

    /** {@return how many seeds gave an estimate} */
    public int estimates() {
        return overSeeds.estimates();
    }

    /** {@return how many seeds gave none; they count in nothing else} */
    public int failures() {
        return overSeeds.failures();
    }

    /** {@return mean of the estimates, in nats; NaN if all failed} */
    public double mean() {
        return overSeeds.mean();
    }

    /** {@return sample standard deviation over seeds; NaN with fewer than two estimates} */
    public double deviation() {
        return overSeeds.deviation();
    }

    /** {@return whether every seed's estimate is off by less than a factor of 1.5; failures are not} */
    public boolean close() {
        return overSeeds.close();
    }

    /**
     * Compares the mean with the truth.
     *
     * @return {@code ln(mean / truth)}, clipped to [-1, 1]; -1 if the mean is not above 0; NaN if all failed or the truth is 0
     */
    public double logRatio() {
        return BenchmarkCell.logRatio(mean(), truth);
    }
}
