package org.mipp.network.operation;

import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;

/**
 * The mean over square windows, without padding.
 *
 * @param window side of the window
 * @param stride step of the window
 */
public record AveragePool(int window, int stride) implements ChannelWise {

    /** Checks the sizes. */
    public AveragePool {
        positive(window, "window");
        positive(stride, "stride");
    }

    @Override
    public Shape output(Shape input) {
        Shape image = OutputShapes.image("average pooling", input, window);
        return new Shape(
                image.get(0),
                OutputShapes.windowed("average pooling", image.get(1), window, stride, 0),
                OutputShapes.windowed("average pooling", image.get(2), window, stride, 0));
    }

    @Override
    public Block block() {
        return Pool.avgPool2dBlock(new Shape(window, window), new Shape(stride, stride));
    }
}
