/**
 * What the layers of a network do on data: second moments of every prunable layer together with what its next linear
 * map makes of it, and a sample of activations to look at.
 *
 * <p>Start with {@link org.mipp.capture.Capture}. Moments are accumulated on the device, in float64, batch by batch, so
 * no activation has to be stored. This room knows {@code network}, {@code data}, {@code linalg} and {@code run}.
 */
@NullMarked
package org.mipp.capture;

import org.jspecify.annotations.NullMarked;
