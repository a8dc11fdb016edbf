package org.mipp.network.operation;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;

/** The exponentials of all channels (or columns), divided by their sum, at every pixel. */
public record Softmax() implements CrossChannel {

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public Block block() {
        return LambdaBlock.singleton(values -> values.softmax(1), "softmax");
    }
}
