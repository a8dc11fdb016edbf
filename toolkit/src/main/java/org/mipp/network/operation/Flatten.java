package org.mipp.network.operation;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import java.util.List;

/** Turns images into vectors, channel by channel: each filter becomes height x width neighbouring columns. */
public record Flatten() implements Operation {

    @Override
    public Shape output(List<Shape> inputs) {
        return new Shape(OutputShapes.single(inputs).size());
    }

    @Override
    public Block block() {
        return Blocks.batchFlattenBlock();
    }
}
