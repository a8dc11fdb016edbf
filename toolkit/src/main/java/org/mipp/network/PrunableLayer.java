package org.mipp.network;

/**
 * A layer whose nodes can be removed, and the linear map that reads them.
 *
 * <p>Between the two may lie activations, pooling and flattening: they pass nodes on without mixing them.
 *
 * @param name the layer that makes the nodes
 * @param nodes how many there are
 * @param consumer the next linear map
 * @param columnsPerNode how many neighbouring input columns of the consumer's weights one node feeds: 1 in a fully
 *     connected network, k x k for a convolution with kernel k, height x width after flattening a map
 */
public record PrunableLayer(String name, int nodes, String consumer, int columnsPerNode) {}
