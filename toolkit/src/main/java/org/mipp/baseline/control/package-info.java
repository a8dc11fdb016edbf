/**
 * Controls: what every method has to beat, and what a user writes in a cell.
 *
 * <p>Open {@link org.mipp.baseline.control.RandomSelection} first. This room knows the frame in {@code baseline} and
 * what that knows; no family.
 */
@NullMarked
package org.mipp.baseline.control;

import org.jspecify.annotations.NullMarked;
