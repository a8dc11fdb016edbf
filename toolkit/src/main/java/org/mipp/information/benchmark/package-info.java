/**
 * Estimators of mutual information against exact values: {@link org.mipp.information.benchmark.EstimatorBenchmark} runs them on
 * tasks, {@link org.mipp.information.benchmark.BenchmarkResult} says how far off they were.
 *
 * <p>This room knows {@code information}, its tasks, {@code linalg} and {@code run}.
 */
@NullMarked
package org.mipp.information.benchmark;

import org.jspecify.annotations.NullMarked;
