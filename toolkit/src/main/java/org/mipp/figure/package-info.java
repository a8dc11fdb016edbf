/**
 * Figures and tables of results, without any kernel.
 *
 * <p>{@link org.mipp.figure.chart.Figure} is a value: Plotly's data and layout, also as a still picture. One class per kind of
 * result makes it; {@link org.mipp.figure.table.Tables} makes Tablesaw tables. This room knows all result types.
 */
@NullMarked
package org.mipp.figure;

import org.jspecify.annotations.NullMarked;
