package org.mipp.network.operation;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;

/** The maximum of every channel over all its pixels: images become vectors. */
public record GlobalMaxPool() implements ChannelWise {

    @Override
    public Shape output(Shape input) {
        return new Shape(OutputShapes.image("global max pooling", input, 1).get(0));
    }

    @Override
    public Block block() {
        return LambdaBlock.singleton(
                images -> {
                    Shape shape = images.getShape();
                    return images.reshape(shape.get(0), shape.get(1), -1).max(new int[] {2});
                },
                "globalMaxPool");
    }
}
