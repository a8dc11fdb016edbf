package org.mipp.network.operation;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.List;
import java.util.Map;

/**
 * What a layer does. Shapes are those of one sample, without the batch axis: {@code [channels, height, width]} for images,
 * {@code [nodes]} for vectors.
 *
 * <p>For pruning, operations differ in what becomes of nodes: a {@link LinearMap} mixes the nodes it reads and makes new
 * ones; a {@link ChannelWise} operation passes every node on by itself, a {@link GroupedConvolution} group by group; a
 * {@link CrossChannel} operation reads all of them together, so that none can go; {@link Flatten}, {@link Add},
 * {@link Multiply}, {@link Concatenation} and {@link ChannelMap} rearrange or tie them.
 */
public sealed interface Operation
        permits LinearMap,
                ChannelWise,
                GroupedConvolution,
                CrossChannel,
                Flatten,
                Add,
                Multiply,
                Concatenation,
                ChannelMap {

    /**
     * Gives the shape of the output.
     *
     * @param inputs the shapes of the inputs
     * @return the shape of the output
     * @throws IllegalArgumentException if an input does not fit
     */
    Shape output(List<Shape> inputs);

    /**
     * Gives what it learns, by PyTorch's names, in order.
     *
     * @return name and shape of each parameter
     */
    default Map<String, Shape> parameters() {
        return Map.of();
    }

    /**
     * Gives the numbers that it keeps but does not learn by gradients, by PyTorch's names, in order.
     *
     * @return name and shape of each, for example running means
     */
    default Map<String, Shape> buffers() {
        return Map.of();
    }

    /**
     * Counts multiply-accumulate operations for one sample; only linear maps and convolutions count, as is the custom.
     *
     * @param inputs the shapes of the inputs
     * @return their number
     */
    default long macs(List<Shape> inputs) {
        return 0;
    }

    /**
     * Makes the same operation for fewer channels.
     *
     * @param inputs the channels (or columns) of the first input that stay, in ascending order
     * @param outputs the channels (or columns) of the output that stay, in ascending order
     * @return the narrower operation
     */
    default Operation keep(int[] inputs, int[] outputs) {
        return this;
    }

    /**
     * Makes the DJL block that does it.
     *
     * @return a new block, without parameters set
     */
    Block block();
}
