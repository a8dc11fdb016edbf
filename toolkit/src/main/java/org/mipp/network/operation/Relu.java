package org.mipp.network.operation;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;

/** The rectifier max(0, x), value by value. */
public record Relu() implements ChannelWise {

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public Block block() {
        return Activation.reluBlock();
    }
}
