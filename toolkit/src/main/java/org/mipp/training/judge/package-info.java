/**
 * What a network is worth: what it predicts, how often rightly, which classes it takes for which, how fast it is.
 *
 * <p>Open {@link org.mipp.training.judge.Evaluation} first, then {@link org.mipp.training.judge.Predictions}. This room knows
 * {@code network}, {@code data} and {@code run}; it may not know how networks are trained.
 */
@NullMarked
package org.mipp.training.judge;

import org.jspecify.annotations.NullMarked;
