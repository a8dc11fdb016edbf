package org.mipp.network.operation;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/** An operation that treats every channel by itself: output channel i depends on input channel i alone. */
public sealed interface ChannelWise extends Operation
        permits AveragePool,
                BatchNorm,
                DepthwiseConvolution,
                Dropout,
                GlobalAveragePool,
                GlobalMaxPool,
                MaxPool,
                Normalisation,
                Pad,
                Pointwise,
                Relu,
                Resize,
                Scale,
                Unflatten {

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
