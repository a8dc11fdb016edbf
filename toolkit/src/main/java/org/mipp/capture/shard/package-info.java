/**
 * Shares of a capture as files, which other processes and machines may make.
 *
 * <p>Open {@link org.mipp.capture.shard.Shard} first, then {@code ShardFile}: a {@code ShardKey} says which shards belong
 * together, an {@code ImageSample} travels along. This room knows {@code capture.moments}, {@code network}, {@code data},
 * {@code linalg} and {@code run}; it may not know who captures and who merges.
 */
@NullMarked
package org.mipp.capture.shard;

import org.jspecify.annotations.NullMarked;
