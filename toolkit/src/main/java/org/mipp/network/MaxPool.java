package org.mipp.network;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;

/**
 * The maximum over square windows that do not overlap.
 *
 * @param window side of the window, and its step
 */
public record MaxPool(int window) implements Operation {

    /** Checks the size. */
    public MaxPool {
        positive(window, "window");
    }

    @Override
    public Shape output(Shape input) {
        argument(
                input.dimension() == 3 && input.get(1) >= window && input.get(2) >= window,
                "max pooling: expected input of shape [channels, height, width] of at least %d pixels a side, got %s",
                window,
                input);
        return new Shape(input.get(0), input.get(1) / window, input.get(2) / window);
    }

    @Override
    public Block block() {
        return Pool.maxPool2dBlock(new Shape(window, window), new Shape(window, window));
    }
}
