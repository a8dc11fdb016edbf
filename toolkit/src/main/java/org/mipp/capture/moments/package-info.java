/**
 * What is taken down of one linear map while batches go by: its inputs and outputs as rows of matrices, and the sums of their
 * products.
 *
 * <p>Open {@link org.mipp.capture.moments.LinkCapture} first, which makes a {@link org.mipp.capture.moments.Link}. Moments are
 * accumulated on the device, in float64, batch by batch, so no activation has to be stored;
 * {@link org.mipp.capture.moments.Leaves} fixes the order of all sums. This room knows {@code network}, {@code linalg} and
 * {@code run}; it may not know images, nor who runs them.
 */
@NullMarked
package org.mipp.capture.moments;

import org.jspecify.annotations.NullMarked;
