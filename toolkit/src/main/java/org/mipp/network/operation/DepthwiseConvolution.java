package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;
import static org.mipp.run.Checks.saturated;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.List;
import java.util.Map;

/**
 * A convolution of every channel with a kernel of its own (MobileNet): it passes nodes on and makes none.
 *
 * @param channels input and output channels
 * @param kernel what is read at once of a channel
 * @param stride step of the kernels
 * @param padding zeros around the image
 * @param dilation the distance between the pixels that are read
 * @param bias whether it adds a bias
 */
public record DepthwiseConvolution(
        int channels, Sides kernel, Sides stride, Padding padding, Sides dilation, boolean bias)
        implements ChannelWise {

    /** Checks the sizes. */
    public DepthwiseConvolution {
        positive(channels, "channels");
    }

    /**
     * Makes a convolution of a window.
     *
     * @param channels input and output channels
     * @param window how the kernels move
     * @param bias whether it adds a bias
     */
    public DepthwiseConvolution(int channels, Window window, boolean bias) {
        this(channels, window.kernel(), window.stride(), window.padding(), window.dilation(), bias);
    }

    /**
     * Makes a convolution with square kernels.
     *
     * @param channels input and output channels
     * @param kernel side of the kernels
     * @param stride step of the kernels
     * @param padding zeros added on each side
     * @param bias whether it adds a bias
     */
    public DepthwiseConvolution(int channels, int kernel, int stride, int padding, boolean bias) {
        this(channels, Window.of(kernel, stride, padding), bias);
    }

    /** {@return how the kernels move} */
    public Window window() {
        return new Window(kernel, stride, padding, dilation);
    }

    @Override
    public DepthwiseConvolution keep(int[] inputs, int[] outputs) {
        return new DepthwiseConvolution(outputs.length, window(), bias);
    }

    @Override
    public Shape output(Shape input) {
        argument(
                input.dimension() == 3 && input.get(0) == channels,
                "depthwise convolution: expected input of shape [%d, height, width], got %s",
                channels,
                input);
        return window().output("depthwise convolution", input, channels);
    }

    @Override
    public Map<String, Shape> parameters() {
        return OutputShapes.weightAndBias(new Shape(channels, 1, kernel.height(), kernel.width()), bias);
    }

    @Override
    public long macs(List<Shape> shapes) {
        return saturated(output(shapes).size(), kernel.area());
    }

    @Override
    public Block block() {
        return window().block(this, channels, channels, bias);
    }
}
