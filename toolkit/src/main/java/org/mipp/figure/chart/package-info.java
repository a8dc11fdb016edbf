/**
 * Figures as values in Plotly's own terms, and the parts they are made of.
 *
 * <p>Open {@link org.mipp.figure.chart.Figure} first, then {@link org.mipp.figure.chart.Panels} and
 * {@link org.mipp.figure.chart.Trace}. This room knows the still pictures, tables' HTML, the palette and {@code run};
 * results it may not know.
 */
@NullMarked
package org.mipp.figure.chart;

import org.jspecify.annotations.NullMarked;
