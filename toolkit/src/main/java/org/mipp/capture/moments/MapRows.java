package org.mipp.capture.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.LinearMap;

/**
 * Turns what a linear map reads and makes in one batch into rows of inputs and rows of outputs.
 *
 * <p>The inputs may come from a pruned network and the outputs from the original one: the rows still belong together.
 */
public sealed interface MapRows permits VectorRows, PatchRows {

    /**
     * Reads what the map sees.
     *
     * @param layerInput the map's input in a batch
     * @return shape {@code [rows, columns]}; the columns of each node of the layer before are neighbours
     */
    NDArray inputs(NDArray layerInput);

    /**
     * Reads what the map makes of it.
     *
     * @param layerOutput the map's output in the same batch
     * @return shape {@code [rows, nodes]}
     */
    NDArray outputs(NDArray layerOutput);

    /**
     * Chooses the rows of a batch: one per image for vectors, some random positions of each image for a convolution.
     *
     * @param map the linear map
     * @param inputShape the shape of one image's input to it
     * @param images how many images the batch has
     * @param positions how many positions per image of a convolution, or as many as there are
     * @param random where the choice of each image comes from
     * @return the rows
     */
    static MapRows choose(
            LinearMap map, Shape inputShape, int images, int positions, IntFunction<SplittableRandom> random) {
        return map instanceof Convolution convolution
                ? PatchRows.choose(convolution, inputShape, images, positions, random)
                : new VectorRows();
    }
}
