package org.mipp.network.operation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.pooling.Pool;

/**
 * The mean over windows.
 *
 * @param window its sides
 * @param stride its step
 * @param padding zeros added around the image
 * @param ceil whether the last window of a row or column may reach beyond the image: PyTorch's {@code ceil_mode}
 * @param countPadding whether the zeros count, PyTorch's {@code count_include_pad}; what lies beyond them never does
 */
public record AveragePool(Sides window, Sides stride, Padding padding, boolean ceil, boolean countPadding)
        implements ChannelWise {

    /** Checks the sizes. */
    public AveragePool {
        Windows.requireNarrow(padding, window);
    }

    /**
     * Makes square windows, without padding.
     *
     * @param window side of the window
     * @param stride step of the window
     */
    public AveragePool(int window, int stride) {
        this(Sides.square(window, "window"), Sides.square(stride, "stride"), Padding.NONE, false, true);
    }

    @Override
    public Shape output(Shape input) {
        return Windows.output("average pooling", input, window, stride, padding, ceil);
    }

    @Override
    public Block block() {
        if (padding.symmetric() && (countPadding || padding.equals(Padding.NONE))) { // DJL always counts it
            return Pool.avgPool2dBlock(window.shape(), stride.shape(), padding.shape(), ceil, countPadding);
        }
        return LambdaBlock.singleton(
                images -> {
                    NDArray counted = images.getManager()
                            .ones(new Shape(1, 1).addAll(images.getShape().slice(2)), images.getDataType());
                    Padding needed =
                            Windows.needed(images, output(images.getShape().slice(1)), window, stride, padding);
                    NDArray share = countPadding ? padding.around(counted, 1) : padding.around(counted, 0);
                    Padding beyond =
                            new Padding(0, 0, needed.bottom() - padding.bottom(), needed.right() - padding.right());
                    return mean(needed.around(images, 0)).div(mean(beyond.around(share, 0)));
                },
                "avgPool2d");
    }

    private NDArray mean(NDArray padded) {
        return Pool.avgPool2d(padded, window.shape(), stride.shape(), new Shape(0, 0), false, true);
    }
}
