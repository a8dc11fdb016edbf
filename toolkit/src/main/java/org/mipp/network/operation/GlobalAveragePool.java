package org.mipp.network.operation;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;

/** The mean of every channel over all its pixels: images become vectors. */
public record GlobalAveragePool() implements ChannelWise {

    @Override
    public Shape output(Shape input) {
        return new Shape(OutputShapes.image("global average pooling", input, 1).get(0));
    }

    @Override
    public Block block() {
        return LambdaBlock.singleton(
                images -> {
                    Shape shape = images.getShape();
                    return images.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2});
                },
                "globalAveragePool");
    }
}
