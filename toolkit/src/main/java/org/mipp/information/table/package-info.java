/**
 * Tables in: CSV files as pandas and spreadsheets write them, and the columns of a Tablesaw table as samples that
 * estimators take, with their names, their kinds and the names of their labels.
 *
 * <p>Open {@link org.mipp.information.table.TableSamples} first. The one room before the figures that sees Tablesaw; it knows
 * {@code linalg} and {@code run}.
 */
@NullMarked
package org.mipp.information.table;

import org.jspecify.annotations.NullMarked;
