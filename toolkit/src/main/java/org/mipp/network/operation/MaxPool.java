package org.mipp.network.operation;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.pooling.Pool;

/**
 * The maximum over windows.
 *
 * @param window its sides
 * @param stride its step
 * @param padding pixels added around the image, smaller than all others
 * @param ceil whether the last window of a row or column may reach beyond the image: PyTorch's {@code ceil_mode}
 */
public record MaxPool(Sides window, Sides stride, Padding padding, boolean ceil) implements ChannelWise {

    /** Checks the sizes. */
    public MaxPool {
        Windows.requireNarrow(padding, window);
    }

    /**
     * Makes square windows.
     *
     * @param window side of the window
     * @param stride step of the window
     * @param padding pixels added on each side, smaller than all others
     */
    public MaxPool(int window, int stride, int padding) {
        this(Sides.square(window, "window"), Sides.square(stride, "stride"), Padding.of(padding), false);
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
        return Windows.output("max pooling", input, window, stride, padding, ceil);
    }

    @Override
    public Block block() {
        if (padding.symmetric()) {
            return Pool.maxPool2dBlock(window.shape(), stride.shape(), padding.shape(), ceil);
        }
        return LambdaBlock.singleton(
                images -> Pool.maxPool2d(
                        Windows.needed(images, output(images.getShape().slice(1)), window, stride, padding)
                                .around(images, Double.NEGATIVE_INFINITY),
                        window.shape(),
                        stride.shape(),
                        new Shape(0, 0),
                        false),
                "maxPool2d");
    }
}
