/**
 * Cutting networks, and what else is done to their weights without training.
 *
 * <p>Open {@link org.mipp.surgery.Cut} first: it makes a smaller network of the nodes that stay;
 * {@link org.mipp.surgery.WeightsWriteBack} undoes it. {@link org.mipp.surgery.Reconstruction} names the repairs of the rooms
 * {@code repair} and {@code block}; {@link org.mipp.surgery.SignalScale}, {@link org.mipp.surgery.Rescaling} and
 * {@link org.mipp.surgery.ReadOut} prepare a training; {@link org.mipp.surgery.MeasuredLatency} measures what a cut saves in
 * time. This room knows {@code network}, {@code capture}, {@code selection}, {@code linalg}, {@code data} and {@code run}; it
 * may not know {@code surgery.trial}, which measures what a cut costs.
 */
@NullMarked
package org.mipp.surgery;

import org.jspecify.annotations.NullMarked;
