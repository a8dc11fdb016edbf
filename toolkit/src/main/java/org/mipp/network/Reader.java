package org.mipp.network;

import java.util.List;

/**
 * A linear map that reads the nodes of a prunable layer.
 *
 * <p>The columns of its weight matrix come in blocks of {@code columnsPerNode}, one block per node that it reads: 1 column
 * in a fully connected network, kernel x kernel for a convolution, height x width after flattening.
 *
 * @param map the name of the linear map
 * @param columnsPerNode columns per block
 * @param nodes for each block the node of the layer that it reads, or -1 for a node of another layer
 */
public record Reader(String map, int columnsPerNode, List<Integer> nodes) {

    /** Copies the list. */
    public Reader {
        nodes = List.copyOf(nodes);
    }

    /** {@return how many nodes of the layer it reads} */
    public long nodesRead() {
        return nodes.stream().filter(node -> node >= 0).count();
    }
}
