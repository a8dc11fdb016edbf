/**
 * The map g of the paper's theorem 1, written into the weights of a network that was cut, layer by layer; and the statistics of
 * its batch norms.
 *
 * <p>Open {@link org.mipp.surgery.repair.Repair} first: it takes both networks forward by {@code LayerwiseForward} and finds
 * every map by {@link org.mipp.surgery.repair.LinearMapFit};
 * {@link org.mipp.surgery.repair.BatchNormRecalibration} re-estimates running statistics and nothing else. This room knows
 * {@code network}, {@code capture}, {@code selection}, {@code linalg}, {@code data} and {@code run}; it may not know how a
 * network is cut, nor repair by blocks.
 */
@NullMarked
package org.mipp.surgery.repair;

import org.jspecify.annotations.NullMarked;
