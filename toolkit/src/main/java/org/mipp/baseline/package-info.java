/**
 * The competitors, each one file, behind the interface that MIPP itself uses.
 *
 * <p>They rank nodes, so they follow budgets that fix widths; see {@link org.mipp.baseline.Ranking}. This room knows
 * {@code network}, {@code capture}, {@code selection} and {@code run}.
 */
@NullMarked
package org.mipp.baseline;

import org.jspecify.annotations.NullMarked;
