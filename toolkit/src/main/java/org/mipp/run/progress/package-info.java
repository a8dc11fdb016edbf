/**
 * What every long call shares: it says how far it is, works on all cores, and ends within a batch when it is interrupted.
 *
 * <p>Open {@link org.mipp.run.progress.Progress} first, then {@link org.mipp.run.progress.Parallel}; a user's code is called by
 * {@link org.mipp.run.progress.WatchedCall}. This room knows no other room, and all rooms may know it.
 */
@NullMarked
package org.mipp.run.progress;

import org.jspecify.annotations.NullMarked;
