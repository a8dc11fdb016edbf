/**
 * Pruned networks and what they are worth, side by side, by the field's checklist (Blalock et al., arXiv:2003.03033):
 * accuracy before, right after the cut, after repair and after retraining; parameters, multiply-accumulates, measured
 * latency.
 *
 * <p>{@link org.mipp.experiment.PrunedNetwork} is the result of a cut; {@link org.mipp.experiment.Comparison} and {@link
 * org.mipp.experiment.Tradeoff} put methods side by side; {@link org.mipp.experiment.PixelSelection} takes the test of
 * nodes to the input. This room knows all rooms before it.
 */
@NullMarked
package org.mipp.experiment;

import org.jspecify.annotations.NullMarked;
