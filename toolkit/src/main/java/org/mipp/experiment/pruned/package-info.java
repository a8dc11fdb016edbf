/**
 * One network pruned, and what it is worth: what a cell's steps give.
 *
 * <p>Open {@link org.mipp.experiment.pruned.PrunedNetwork} first, the result of a cut.
 * {@link org.mipp.experiment.pruned.Comparison} and {@link org.mipp.experiment.pruned.Tradeoff} put several side by side,
 * {@link org.mipp.experiment.pruned.Exploration} many budgets; {@link org.mipp.experiment.pruned.PixelSelection} takes the test
 * of nodes to the input. This room knows {@code selection}, {@code surgery}, {@code training}, {@code information} and what
 * these know; it may not know experiments over seeds.
 */
@NullMarked
package org.mipp.experiment.pruned;

import org.jspecify.annotations.NullMarked;
