/**
 * A network as a value: layers, weights, what can be pruned, what it costs; and the same network alive on DJL's engine.
 *
 * <p>{@link org.mipp.network.Network} is immutable and holds plain Java arrays, so that a notebook variable owns nothing
 * native; {@link org.mipp.network.engine.LiveNetwork} is opened for one call and closed after it. {@link
 * org.mipp.network.structure.PrunableLayer} says which nodes can go and who reads them. Of the other rooms this one knows
 * {@code data} and {@code run}.
 */
@NullMarked
package org.mipp.network;

import org.jspecify.annotations.NullMarked;
