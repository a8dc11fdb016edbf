/**
 * Competitors that look at weights alone, one file each: L1 and L2 norms, network slimming.
 *
 * <p>Open {@link org.mipp.baseline.magnitude.L1Norm} first. This room knows the frame in {@code baseline} and what
 * that knows; no other family.
 */
@NullMarked
package org.mipp.baseline.magnitude;

import org.jspecify.annotations.NullMarked;
