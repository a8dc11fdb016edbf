/**
 * What can be said about an estimate of mutual information beside its value, whatever the estimator: how far another
 * sample would have led, and what chance alone gives.
 *
 * <p>Start with {@link org.mipp.information.measure.Measure}. {@link org.mipp.information.measure.InjectedNoiseNull} does
 * for single nodes what permutations do for a whole layer. This room knows {@code information}, {@code
 * information.neighbours}, {@code information.task}, {@code linalg} and {@code run}.
 */
@NullMarked
package org.mipp.information.measure;

import org.jspecify.annotations.NullMarked;
