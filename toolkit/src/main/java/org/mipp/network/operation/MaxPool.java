package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;

/**
 * The maximum over square windows.
 *
 * @param window side of the window
 * @param stride step of the window
 * @param padding pixels added on each side, smaller than all others
 */
public record MaxPool(int window, int stride, int padding) implements ChannelWise {

    /** Checks the sizes. */
    public MaxPool {
        positive(window, "window");
        positive(stride, "stride");
        argument(
                0 <= padding && padding <= window / 2,
                "padding: expected 0 to %d, half of the window of %d, got %d",
                window / 2,
                window,
                padding);
    }

    /**
     * Makes windows that do not overlap.
     *
     * @param window side of the window, and its step
     */
    public MaxPool(int window) {
        this(window, window, 0);
    }

    @Override
    public Shape output(Shape input) {
        Shape image = OutputShapes.image("max pooling", input, Math.max(1, window - 2 * padding));
        return new Shape(
                image.get(0),
                OutputShapes.windowed("max pooling", image.get(1), window, stride, padding),
                OutputShapes.windowed("max pooling", image.get(2), window, stride, padding));
    }

    @Override
    public Block block() {
        return Pool.maxPool2dBlock(
                new Shape(window, window), new Shape(stride, stride), new Shape(padding, padding), false);
    }
}
