package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;
import static org.mipp.run.Checks.saturated;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import java.util.List;
import java.util.Map;

/**
 * A convolution of every channel with a kernel of its own (MobileNet): it passes nodes on and makes none.
 *
 * @param channels input and output channels
 * @param kernel side of the kernels
 * @param stride step of the kernels
 * @param padding zeros added on each side
 * @param bias whether it adds a bias
 */
public record DepthwiseConvolution(int channels, int kernel, int stride, int padding, boolean bias)
        implements ChannelWise {

    /** Checks the sizes. */
    public DepthwiseConvolution {
        positive(channels, "channels");
        positive(kernel, "kernel");
        positive(stride, "stride");
        argument(padding >= 0, "padding: expected at least 0, got %d", padding);
    }

    @Override
    public DepthwiseConvolution keep(int[] inputs, int[] outputs) {
        return new DepthwiseConvolution(outputs.length, kernel, stride, padding, bias);
    }

    @Override
    public Shape output(Shape input) {
        argument(
                input.dimension() == 3 && input.get(0) == channels,
                "depthwise convolution: expected input of shape [%d, height, width], got %s",
                channels,
                input);
        return new Shape(
                channels,
                OutputShapes.windowed("depthwise convolution", input.get(1), kernel, stride, padding),
                OutputShapes.windowed("depthwise convolution", input.get(2), kernel, stride, padding));
    }

    @Override
    public Map<String, Shape> parameters() {
        return OutputShapes.weightAndBias(new Shape(channels, 1, kernel, kernel), bias);
    }

    @Override
    public long macs(List<Shape> shapes) {
        return saturated(output(shapes).size(), (long) kernel * kernel);
    }

    @Override
    public Block block() {
        return Conv2d.builder()
                .setFilters(channels)
                .setKernelShape(new Shape(kernel, kernel))
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(padding, padding))
                .optGroups(channels)
                .optBias(bias)
                .build();
    }
}
