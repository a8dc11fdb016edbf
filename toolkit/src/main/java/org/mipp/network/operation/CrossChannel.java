package org.mipp.network.operation;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * An operation whose every output depends on several channels in a way that does not allow for one of them to go: what a
 * normalisation over channels makes of one node changes with the others. So the nodes that it reads cannot be pruned, nor what
 * it makes, nor nodes that are tied to that.
 */
public sealed interface CrossChannel extends Operation permits GroupNorm, LayerNorm, LocalResponseNorm, Softmax {

    /**
     * Gives the shape of the output for the only input.
     *
     * @param input the shape of the input
     * @return the shape of the output
     * @throws IllegalArgumentException if the input does not fit
     */
    Shape output(Shape input);

    @Override
    default Shape output(List<Shape> inputs) {
        return output(OutputShapes.single(inputs));
    }
}
