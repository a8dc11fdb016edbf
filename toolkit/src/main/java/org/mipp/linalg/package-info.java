/**
 * Linear algebra of symmetric positive definite matrices, in doubles, on the BLAS and LAPACK that ND4J brings.
 *
 * <p>{@link org.mipp.linalg.SecondMoments} are what all closed forms start from; {@link org.mipp.linalg.GroupDowndate}
 * is what makes the search over subsets of nodes cheap. This is the only room that sees ND4J; of the other rooms it
 * knows only {@code run}.
 */
@NullMarked
package org.mipp.linalg;

import org.jspecify.annotations.NullMarked;
