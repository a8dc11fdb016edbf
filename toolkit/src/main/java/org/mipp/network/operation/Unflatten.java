package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;

/** Turns vectors into images of one pixel, so that 1 x 1 convolutions read them. */
public record Unflatten() implements ChannelWise {

    @Override
    public Shape output(Shape input) {
        argument(input.dimension() == 1, "unflatten: expected vectors, got an input of shape %s", input);
        return new Shape(input.get(0), 1, 1);
    }

    @Override
    public Block block() {
        return LambdaBlock.singleton(
                vectors -> vectors.reshape(vectors.getShape().addAll(new Shape(1, 1))), "unflatten");
    }
}
