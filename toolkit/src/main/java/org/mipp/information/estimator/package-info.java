/**
 * Estimators of mutual information from samples, one per file: what {@link org.mipp.information.MiEstimator} promises.
 *
 * <p>Closed forms: {@link org.mipp.information.estimator.GaussianMi}, {@link
 * org.mipp.information.estimator.GaussianCopulaMi}. Nearest neighbours: {@link org.mipp.information.estimator.KsgMi},
 * {@link org.mipp.information.estimator.RossMi}. Cells and kernels: {@link org.mipp.information.estimator.BinnedMi},
 * {@link org.mipp.information.estimator.RenyiMi}. Predictions: {@link
 * org.mipp.information.estimator.LossDifferenceMi}. All take matrices {@code [samples, columns]}, give nats, never clamp
 * at zero, and need not be told that columns have different scales. How they look at samples, {@code SampleColumns},
 * {@code Partition} and {@code Ties}, is for them alone, which is why the twenty-odd files are one room. It knows
 * {@code information}, {@code information.neighbours}, {@code linalg} and {@code run}; it may not know estimators that train.
 */
@NullMarked
package org.mipp.information.estimator;

import org.jspecify.annotations.NullMarked;
