/**
 * Nearest neighbours among samples, exact and in the maximum norm: what KSG and Ross rest on.
 *
 * <p>Start with {@link org.mipp.information.neighbours.KdTree}. This room knows {@code run} only.
 */
@NullMarked
package org.mipp.information.neighbours;

import org.jspecify.annotations.NullMarked;
