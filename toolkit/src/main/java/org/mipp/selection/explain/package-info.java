/**
 * Reasons: which of the nodes that are left tell what a removed one told, and how much information flows before and
 * after.
 *
 * <p>Open {@link org.mipp.selection.explain.ExplainedPath} first. This room knows {@code selection} and its search,
 * {@code information}, {@code capture}, {@code network}, {@code linalg} and {@code run}.
 */
@NullMarked
package org.mipp.selection.explain;

import org.jspecify.annotations.NullMarked;
