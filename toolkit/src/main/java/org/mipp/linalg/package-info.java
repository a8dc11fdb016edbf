/**
 * Linear algebra of symmetric positive definite matrices, in doubles, on the BLAS and LAPACK that ND4J brings.
 *
 * <p>Open {@link org.mipp.linalg.SecondMoments} first: they are what all closed forms start from; {@link org.mipp.linalg.GroupDowndate}
 * is what makes the search over subsets of nodes cheap. This is the only room that sees ND4J; matrices, moments and
 * decompositions share native memory and arrays that are not copied, which is why its twenty-odd files are one room. Of the
 * other rooms it knows only {@code run}.
 */
@NullMarked
package org.mipp.linalg;

import org.jspecify.annotations.NullMarked;
