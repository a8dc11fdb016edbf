/**
 * Competitors that look at activations, one file each: ThiNet.
 *
 * <p>Open {@link org.mipp.baseline.activation.ThiNet} first. This room knows the frame in {@code baseline} and what
 * that knows; no other family.
 */
@NullMarked
package org.mipp.baseline.activation;

import org.jspecify.annotations.NullMarked;
