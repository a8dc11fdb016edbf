/**
 * Results as Tablesaw tables, and tables as HTML that survives a notebook's sanitiser.
 *
 * <p>Open {@link org.mipp.figure.table.Tables} first. This room knows the results and {@code run}; it may not know
 * figures.
 */
@NullMarked
package org.mipp.figure.table;

import org.jspecify.annotations.NullMarked;
