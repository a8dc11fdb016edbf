package org.mipp.network.structure;

import java.util.List;

/**
 * A layer downstream of a prunable one: a linear map that reads its nodes.
 *
 * <p>The columns of its weight matrix come in blocks of {@code columnsPerNode}, one block per node that it reads: 1 column
 * in a fully connected network, kernel x kernel for a convolution, height x width after flattening.
 *
 * @param map the name of the linear map
 * @param columnsPerNode columns per block
 * @param nodes for each block the node of the layer that it reads, or -1 for a node of another layer
 */
public record DownstreamLayer(String map, int columnsPerNode, List<Integer> nodes) {

    /** Copies the list. */
    public DownstreamLayer {
        nodes = List.copyOf(nodes);
    }

    /** {@return how many nodes of the layer it reads} */
    public long nodesRead() {
        return nodes.stream().filter(node -> node >= 0).count();
    }
}
