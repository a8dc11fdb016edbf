package org.mipp.network;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.Map;

/**
 * What a layer does to one batch of inputs. Shapes are those of one sample, without the batch axis: {@code [channels,
 * height, width]} for images, {@code [nodes]} for vectors.
 */
public sealed interface Operation permits LinearMap, Relu, MaxPool, Flatten {

    /**
     * Gives the shape of the output.
     *
     * @param input the shape of one input
     * @return the shape of its output
     * @throws IllegalArgumentException if the input does not fit
     */
    Shape output(Shape input);

    /**
     * Gives the parameters by PyTorch's names, in order.
     *
     * @return name and shape of each; empty for operations without parameters
     */
    default Map<String, Shape> parameters() {
        return Map.of();
    }

    /**
     * Counts multiply-accumulate operations for one sample.
     *
     * @param input the shape of one input
     * @return their number; 0 where there is no linear map
     */
    default long macs(Shape input) {
        return 0;
    }

    /**
     * Makes the DJL block that does it.
     *
     * @return a new block, without parameters set
     */
    Block block();
}
