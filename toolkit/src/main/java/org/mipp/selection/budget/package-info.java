/**
 * How a budget of the whole network is shared out over its layers.
 *
 * <p>Open {@link org.mipp.selection.budget.BudgetAllocation} first; {@link org.mipp.selection.budget.OutputCost} is what
 * it weighs removals by. It asks for nothing but removal paths, so every method that has them may use it. This room knows
 * {@code selection}, {@code network.structure} and {@code run}; it may not know who made the paths.
 */
@NullMarked
package org.mipp.selection.budget;

import org.jspecify.annotations.NullMarked;
