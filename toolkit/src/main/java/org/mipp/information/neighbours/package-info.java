/**
 * Nearest neighbours among samples, exact and in the maximum norm: what KSG and Ross rest on.
 *
 * <p>Start with {@link org.mipp.information.neighbours.Neighbours}: points on a line are sorted, in few columns there is a tree, in
 * many all pairs are compared; which is chosen changes no result. This room knows {@code run} only.
 */
@NullMarked
package org.mipp.information.neighbours;

import org.jspecify.annotations.NullMarked;
