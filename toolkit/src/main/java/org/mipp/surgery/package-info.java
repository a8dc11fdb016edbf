/**
 * Cutting networks and repairing them without training.
 *
 * <p>{@link org.mipp.surgery.Cut} makes a smaller network of the nodes that stay; {@link org.mipp.surgery.Repair} writes
 * the map g of the paper's theorem 1 into its weights; {@link org.mipp.surgery.BatchNormRecalibration} re-estimates running statistics;
 * {@link org.mipp.surgery.WeightsWriteBack} undoes a cut; {@link org.mipp.surgery.OutputDivergence} measures what a cut costs at the
 * outputs, {@link org.mipp.surgery.MeasuredLatency} what it saves in time. This room knows {@code network}, {@code capture},
 * {@code selection}, {@code linalg}, {@code data} and {@code run}.
 */
@NullMarked
package org.mipp.surgery;

import org.jspecify.annotations.NullMarked;
