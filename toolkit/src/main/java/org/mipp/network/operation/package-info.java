/**
 * What the layers of a network do: one file per operation, with its shapes, its cost, its parameters, and the block of
 * DJL that computes it.
 *
 * <p>Open {@link org.mipp.network.operation.Operation} first. Sealed families say how an operation treats nodes:
 * {@link org.mipp.network.operation.LinearMap}s make them, {@link org.mipp.network.operation.ChannelWise} operations
 * pass each on by itself. Java asks for all of a sealed family in one package, which is why this room has so many files,
 * all of one kind. It knows {@code run}; it may not know the rest of {@code network}.
 */
@NullMarked
package org.mipp.network.operation;

import org.jspecify.annotations.NullMarked;
