/**
 * The Gaussian closed form: the information that nodes share with the next layer, alone and given all others, from
 * second moments alone.
 *
 * <p>Open {@link org.mipp.information.gaussian.GaussianModel} first.
 * {@link org.mipp.information.gaussian.BackwardElimination} is TERC's loop,
 * {@link org.mipp.information.gaussian.ConditionalNull} says how large the values become by chance (Rao's F). This
 * room knows {@code information}, {@code linalg} and {@code run}; it may not know estimators from samples.
 */
@NullMarked
package org.mipp.information.gaussian;

import org.jspecify.annotations.NullMarked;
