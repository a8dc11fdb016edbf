/**
 * How a budget of the whole network is shared out over its layers.
 *
 * <p>Open {@link org.mipp.selection.budget.BudgetAllocation} first; {@link org.mipp.selection.budget.RemovalLoss} is what
 * it weighs removals by. {@link org.mipp.selection.budget.MeasuredSharing} weighs measured losses at the outputs instead. It asks for nothing but removal paths, so every method that has them may use it. This room knows
 * {@code selection}, {@code capture}, {@code network} and {@code run}; it may not know who made the paths.
 */
@NullMarked
package org.mipp.selection.budget;

import org.jspecify.annotations.NullMarked;
