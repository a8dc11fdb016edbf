/**
 * What the layers of a network do on data: second moments of every prunable layer together with what its next linear
 * map makes of it, and a sample of activations to look at.
 *
 * <p>Open {@link org.mipp.capture.Capture} first. It plans in how many passes the sums fit and runs them;
 * {@link org.mipp.capture.ShardMerge} puts together what was captured apart. The room {@code moments} says what is taken down
 * of one linear map, {@code shard} how a share lies in a file. This room knows {@code network}, {@code data}, {@code linalg}
 * and {@code run}; it may not know {@code training}.
 */
@NullMarked
package org.mipp.capture;

import org.jspecify.annotations.NullMarked;
