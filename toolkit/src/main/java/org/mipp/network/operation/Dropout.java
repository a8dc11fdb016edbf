package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;

/**
 * Sets values to zero at random while training, and does nothing else.
 *
 * @param rate the probability of zero, at least 0 and below 1
 */
public record Dropout(float rate) implements ChannelWise {

    /** Checks the range. */
    public Dropout {
        argument(rate >= 0 && rate < 1, "dropout rate: expected at least 0 and below 1, got %s", rate);
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public Block block() {
        return ai.djl.nn.norm.Dropout.builder().optRate(rate).build();
    }
}
