package org.mipp.network.operation;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;

/**
 * How a kernel moves over an image.
 *
 * @param kernel what it reads at once
 * @param stride its step
 * @param padding zeros around the image
 * @param dilation the distance between the pixels that it reads: 1 for neighbours
 */
public record Window(Sides kernel, Sides stride, Padding padding, Sides dilation) {

    /**
     * Makes a square window of neighbouring pixels.
     *
     * @param kernel side of the kernel
     * @param stride its step
     * @param padding zeros on each side
     * @return the window
     */
    public static Window of(int kernel, int stride, int padding) {
        return new Window(
                Sides.square(kernel, "kernel"), Sides.square(stride, "stride"), Padding.of(padding), Sides.ONE);
    }

    /** {@return how many rows of the image lie between the first and the last that it reads at once, both included} */
    public long rows() {
        return (kernel.height() - 1L) * dilation.height() + 1;
    }

    /** {@return how many columns of the image lie between the first and the last that it reads at once} */
    public long columns() {
        return (kernel.width() - 1L) * dilation.width() + 1;
    }

    /** The shape of what comes out for an image. */
    Shape output(String operation, Shape input, long channels) {
        return new Shape(
                channels,
                OutputShapes.windowed(
                        operation, input.get(1), rows(), stride.height(), padding.top(), padding.bottom(), false),
                OutputShapes.windowed(
                        operation, input.get(2), columns(), stride.width(), padding.left(), padding.right(), false));
    }

    /** The convolution with this window. */
    Block block(Operation operation, int filters, int groups, boolean bias) {
        if (padding.symmetric()) {
            return Conv2d.builder()
                    .setFilters(filters)
                    .setKernelShape(kernel.shape())
                    .optStride(stride.shape())
                    .optPadding(padding.shape())
                    .optDilation(dilation.shape())
                    .optGroups(groups)
                    .optBias(bias)
                    .build();
        }
        return new FormulaBlock(operation, (images, weight, addend) -> Conv2d.conv2d( // DJL pads both sides alike
                        padding.around(images, 0),
                        weight,
                        addend,
                        stride.shape(),
                        new Shape(0, 0),
                        dilation.shape(),
                        groups)
                .singletonOrThrow());
    }
}
