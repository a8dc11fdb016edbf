package org.mipp.network.structure;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mipp.network.operation.Convolution;

/**
 * How the columns of a linear map's weights fall into blocks, one a node: of flattened channels, as many neighbouring columns
 * each as a channel has places. Pruning understands a map only if they do.
 */
final class ColumnBlocks {

    private ColumnBlocks() {}

    /** The node behind each block of a map's columns; empty if blocks differ in width or a node has several. */
    static int[] nodes(Layer layer, NodeTracing traced) {
        int[] read = traced.behind(layer.input());
        if (layer.operation() instanceof Convolution) {
            return Arrays.stream(read).distinct().count() == read.length ? read : new int[0];
        }
        int[] distinct = Arrays.stream(read).distinct().toArray();
        int width = read.length / distinct.length;
        boolean regular = IntStream.range(0, read.length)
                .allMatch(column -> column / width < distinct.length && read[column] == distinct[column / width]);
        return regular ? distinct : new int[0];
    }
}
