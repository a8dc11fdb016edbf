/**
 * What speaks for and against the nodes of a layer, whoever searches: in closed form, by an estimator of mutual information, by
 * networks that learn to predict (Westphal, Hailes, Musolesi, arXiv:2411.00147).
 *
 * <p>Open {@link org.mipp.selection.terc.evidence.Evidence} first. {@code GaussianEvidence} answers from moments; where a layer
 * has several readers, {@code SummedEvidence} adds up a {@code ReaderEvidence} for each, which looks at an
 * {@code ObservedLink}. This room knows {@code selection}, {@code information}, {@code capture}, {@code network},
 * {@code linalg} and {@code run}; it may not know in which order nodes are asked for.
 */
@NullMarked
package org.mipp.selection.terc.evidence;

import org.jspecify.annotations.NullMarked;
