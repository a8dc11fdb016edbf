package org.mipp.information.benchmark;

/**
 * How an estimator did on all tasks at one sample size.
 *
 * @param estimator the estimator's name
 * @param samples rows of each sample
 * @param tasks how many tasks it has estimates for
 * @param meanAbsoluteError {@code |mean over seeds - truth|}, averaged over those tasks, in nats; NaN without any
 * @param close on how many tasks every seed was off by less than a factor of 1.5
 * @param failures how many estimates failed
 * @param seconds that all its estimates took, failed ones included
 */
public record EstimatorScore(
        String estimator, int samples, int tasks, double meanAbsoluteError, int close, int failures, double seconds) {}
