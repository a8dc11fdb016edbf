/**
 * Competitors that ask how the loss answers to a change of weights, one file each: SNIP, GraSP, SynFlow, Taylor,
 * SOSP-H, ProsPR.
 *
 * <p>Open {@link org.mipp.baseline.saliency.Snip} first. This room knows the frame in {@code baseline},
 * {@code training} and what those know; no other family.
 */
@NullMarked
package org.mipp.baseline.saliency;

import org.jspecify.annotations.NullMarked;
