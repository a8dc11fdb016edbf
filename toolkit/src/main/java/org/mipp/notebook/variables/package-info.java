/**
 * What keeps variables alive while cells above them are edited: their values are put back, and what is older than what
 * it was made from is named.
 *
 * <p>Open {@link org.mipp.notebook.variables.CellVariables} first. This room knows JShell, {@code figure.table} for
 * its text and {@code run}; it may not know JJava.
 */
@NullMarked
package org.mipp.notebook.variables;

import org.jspecify.annotations.NullMarked;
