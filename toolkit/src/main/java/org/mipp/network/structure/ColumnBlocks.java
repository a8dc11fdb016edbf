package org.mipp.network.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.mipp.network.operation.LinearMap;

/**
 * How the columns of a linear map's weights fall into blocks, one a node. They mostly do as they come: of flattened channels, as
 * many neighbouring columns each as a channel has places. Elsewhere each node's columns are put together, block by block.
 */
final class ColumnBlocks {

    private ColumnBlocks() {}

    /**
     * The blocks of a map that reads a prunable layer.
     *
     * @param read for each of the map's inputs its node, whatever layer makes it
     * @param number of such a node in the layer, or -1
     */
    static DownstreamLayer of(Layer layer, int[] read, IntUnaryOperator number) {
        int perInput = ((LinearMap) layer.operation()).columnsPerInput();
        int[] distinct = Arrays.stream(read).distinct().toArray();
        int width = read.length / distinct.length;
        boolean inOrder = IntStream.range(0, read.length)
                .allMatch(input -> input / width < distinct.length && read[input] == distinct[input / width]);
        return inOrder
                ? new DownstreamLayer(
                        layer.name(),
                        width * perInput,
                        Arrays.stream(distinct).map(number).boxed().toList())
                : gathered(
                        layer.name(), perInput, Arrays.stream(read).map(number).toArray());
    }

    /** As wide as the node with most inputs is; those of other layers fill blocks behind. */
    private static DownstreamLayer gathered(String map, int perInput, int[] nodes) {
        Map<Integer, List<Integer>> inputs = new TreeMap<>();
        for (int input = 0; input < nodes.length; input++) {
            inputs.computeIfAbsent(nodes[input], node -> new ArrayList<>()).add(input);
        }
        List<Integer> others = inputs.getOrDefault(-1, List.of());
        inputs.remove(-1);
        int width = inputs.values().stream().mapToInt(List::size).max().orElseThrow();
        List<Integer> blocks = new ArrayList<>(inputs.keySet());
        List<Integer> order = new ArrayList<>();
        inputs.values().forEach(own -> fill(order, own, width));
        for (int from = 0; from < others.size(); from += width) {
            fill(order, others.subList(from, Math.min(others.size(), from + width)), width);
            blocks.add(-1);
        }
        return new DownstreamLayer(map, width * perInput, blocks, order);
    }

    private static void fill(List<Integer> order, List<Integer> own, int width) {
        order.addAll(own);
        order.addAll(Collections.nCopies(width - own.size(), -1));
    }
}
