/**
 * The layers of a network and how they hang together: what can be pruned, what is tied to what, what it costs. No
 * weights.
 *
 * <p>Open {@link org.mipp.network.structure.Architecture} first; {@link org.mipp.network.structure.Structure} finds
 * the groups of tied nodes, as Fang et al. (DepGraph, arXiv:2301.12900) do for PyTorch. This room knows
 * {@code network.operation} and {@code run}; it may not know weights or the engine.
 */
@NullMarked
package org.mipp.network.structure;

import org.jspecify.annotations.NullMarked;
