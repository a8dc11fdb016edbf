/**
 * MIPP's search (Westphal, Hailes, Musolesi, arXiv:2411.00147): TERC, the transfer entropy redundancy criterion, layer
 * by layer from the outputs to the inputs.
 *
 * <p>Open {@link org.mipp.selection.terc.ClosedFormTerc} first, then {@link org.mipp.selection.terc.Terc}, the search
 * by any estimator. {@code BackwardSweep} goes through the layers, {@code GreedySearch} or {@code FixedOrderSearch} through the
 * nodes of one, asking what the room {@code evidence} knows of them. This room knows {@code selection}, its budgets,
 * {@code information}, {@code capture}, {@code network}, {@code linalg} and {@code run}; it may not know the explanations.
 */
@NullMarked
package org.mipp.selection.terc;

import org.jspecify.annotations.NullMarked;
