/**
 * Networks that were built and trained with DJL itself, read into this toolkit's networks.
 *
 * <p>{@link org.mipp.network.blocks.BlockConverter} is the way in. What a block of DJL does not say about itself is found by
 * running it; what cannot be found out is refused by name.
 */
@NullMarked
package org.mipp.network.blocks;

import org.jspecify.annotations.NullMarked;
