/**
 * Training and judging networks on whatever device DJL has.
 *
 * <p>Start with {@link org.mipp.training.Training}. This room knows {@code network}, {@code data} and {@code run}.
 */
@NullMarked
package org.mipp.training;

import org.jspecify.annotations.NullMarked;
