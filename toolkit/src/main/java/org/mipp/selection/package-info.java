/**
 * MIPP: which nodes to keep so that each layer still tells the next what it told it before.
 *
 * <p>{@link org.mipp.selection.terc.ClosedFormTerc} walks from outputs to inputs and removes, in every layer, the node that the
 * next layer misses least, until a {@link org.mipp.selection.Budget} is spent; the result is {@link
 * org.mipp.selection.Masks} with the whole {@link org.mipp.selection.RemovalPath} of every layer, which {@link
 * org.mipp.selection.explain.ExplainedPath} gives reasons for. A {@link
 * org.mipp.selection.NetworkBudget} is shared out over all layers. Competitors implement the same {@link
 * org.mipp.selection.SelectionMethod}. Source: Westphal, Hailes, Musolesi, arXiv:2411.00147. This room knows {@code
 * capture}, {@code information}, {@code linalg}, {@code network} and {@code run}.
 */
@NullMarked
package org.mipp.selection;

import org.jspecify.annotations.NullMarked;
