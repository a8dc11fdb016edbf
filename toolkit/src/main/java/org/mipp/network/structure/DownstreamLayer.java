package org.mipp.network.structure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A layer downstream of a prunable one: a linear map that reads its nodes.
 *
 * <p>What it reads comes in blocks of {@code columnsPerNode} columns, one block per node: 1 column in a fully connected
 * network, kernel x kernel for a convolution, height x width after flattening. Where a node is read in several places, or nodes
 * through different numbers of columns, as in {@code concat(flatten(x), globalPool(x))}, the blocks are put together: {@code order}
 * says of which inputs, and narrow ones are filled up with zeros, which tell nobody anything.
 *
 * @param map the name of the linear map
 * @param columnsPerNode columns per block
 * @param nodes for each block the node of the layer that it reads, or -1 for nodes of other layers
 * @param order for each place in the blocks, one after the other, the map's input that stands there, or -1 for zeros; empty where
 *     the map's inputs are in blocks as they come
 */
public record DownstreamLayer(String map, int columnsPerNode, List<Integer> nodes, List<Integer> order) {

    /** Copies the lists. */
    public DownstreamLayer {
        nodes = List.copyOf(nodes);
        order = List.copyOf(order);
    }

    /**
     * Describes a map whose inputs are in blocks as they come.
     *
     * @param map the name of the linear map
     * @param columnsPerNode columns per block
     * @param nodes for each block the node of the layer that it reads, or -1 for a node of another layer
     */
    public DownstreamLayer(String map, int columnsPerNode, List<Integer> nodes) {
        this(map, columnsPerNode, nodes, List.of());
    }

    /** {@return how many nodes of the layer it reads} */
    public long nodesRead() {
        return nodes.stream().filter(node -> node >= 0).count();
    }

    /** {@return whether the map's inputs are in blocks as they come} */
    public boolean inOrder() {
        return order.isEmpty();
    }

    /** {@return how many neighbouring columns of the map's weights belong to one node: those of a block, or 1 out of order} */
    public int neighbours() {
        return inOrder() ? columnsPerNode : 1;
    }

    /** {@return columns of all blocks: what is captured of the map} */
    public int columns() {
        return nodes.size() * columnsPerNode;
    }

    /**
     * Lists what stands in the blocks.
     *
     * @param inputs how many inputs the map has
     * @return for each place in the blocks the map's input, or -1 for zeros
     */
    public int[] inputsInBlocks(int inputs) {
        return inOrder()
                ? IntStream.range(0, inputs).toArray()
                : order.stream().mapToInt(input -> input).toArray();
    }

    /**
     * Finds the block in which each input stands.
     *
     * @param inputs how many inputs the map has
     * @return the number of its block for each input
     */
    public int[] blockOfInput(int inputs) {
        int[] places = inputsInBlocks(inputs);
        int perBlock = places.length / nodes.size();
        int[] blocks = new int[inputs];
        for (int place = 0; place < places.length; place++) {
            if (places[place] >= 0) {
                blocks[places[place]] = place / perBlock;
            }
        }
        return blocks;
    }

    /**
     * Finds the node behind each input.
     *
     * @param inputs how many inputs the map has
     * @return for each input the node of the layer, or -1 for that of another
     */
    public int[] nodeOfInput(int inputs) {
        return Arrays.stream(blockOfInput(inputs)).map(nodes::get).toArray();
    }
}
