/**
 * Figures of estimates of mutual information and how far they are off.
 *
 * <p>Open {@link org.mipp.figure.estimator.MeasurementFigure} first. This room knows {@code figure.chart} and the
 * results that it draws; no other kind of figure.
 */
@NullMarked
package org.mipp.figure.estimator;

import org.jspecify.annotations.NullMarked;
