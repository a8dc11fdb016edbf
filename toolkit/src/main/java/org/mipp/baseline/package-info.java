/**
 * The competitors, each one file, behind the interface that MIPP itself uses.
 *
 * <p>Most of them rank nodes ({@link org.mipp.baseline.Ranking}), some train the network while they choose. They follow
 * budgets that fix widths, layer by layer, and budgets of the whole network, all layers together; see {@link
 * org.mipp.baseline.Candidates}. This room knows {@code surgery}, {@code training}, {@code selection}, {@code capture}, {@code
 * network}, {@code linalg}, {@code data} and {@code run}.
 */
@NullMarked
package org.mipp.baseline;

import org.jspecify.annotations.NullMarked;
