/**
 * Competitors that train the network while they choose, one file each: iterative magnitude pruning, network slimming
 * as published, OTO.
 *
 * <p>Open {@link org.mipp.baseline.training.IterativeMagnitudePruning} first. This room knows the frame in
 * {@code baseline}, the family {@code magnitude}, {@code training} and what those know.
 */
@NullMarked
package org.mipp.baseline.training;

import org.jspecify.annotations.NullMarked;
