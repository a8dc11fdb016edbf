/**
 * Figures of what is pruned, why, and at what cost: removal paths, masks, trade-offs, experiments.
 *
 * <p>Open {@link org.mipp.figure.pruning.RemovalPathFigure} first. This room knows {@code figure.chart} and the
 * results that it draws; no other kind of figure.
 */
@NullMarked
package org.mipp.figure.pruning;

import org.jspecify.annotations.NullMarked;
