package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;
import static org.mipp.run.Checks.saturated;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.List;
import java.util.Map;

/**
 * A convolution whose filters fall into groups, each of which reads a group of channels of its own (ResNeXt, RegNet). It runs
 * and is trained; its filters and the nodes that it reads are not pruned.
 *
 * @param inputs input channels
 * @param outputs filters
 * @param groups into how many groups both fall, in order
 * @param kernel what a filter reads at once of each channel
 * @param stride step of the kernel
 * @param padding zeros around the image
 * @param dilation the distance between the pixels that it reads
 * @param bias whether it adds a bias
 */
public record GroupedConvolution(
        int inputs, int outputs, int groups, Sides kernel, Sides stride, Padding padding, Sides dilation, boolean bias)
        implements CrossChannel {

    /** Checks the sizes. */
    public GroupedConvolution {
        OutputShapes.groups(positive(inputs, "input channels"), groups, "input channels");
        OutputShapes.groups(positive(outputs, "filters"), groups, "filters");
    }

    /**
     * Makes a convolution of a window.
     *
     * @param inputs input channels
     * @param outputs filters
     * @param groups into how many groups both fall
     * @param window how the kernel moves
     * @param bias whether it adds a bias
     */
    public GroupedConvolution(int inputs, int outputs, int groups, Window window, boolean bias) {
        this(inputs, outputs, groups, window.kernel(), window.stride(), window.padding(), window.dilation(), bias);
    }

    /** {@return how the kernel moves} */
    public Window window() {
        return new Window(kernel, stride, padding, dilation);
    }

    @Override
    public Shape output(Shape input) {
        argument(
                input.dimension() == 3 && input.get(0) == inputs,
                "grouped convolution: expected input of shape [%d, height, width], got %s",
                inputs,
                input);
        return window().output("grouped convolution", input, outputs);
    }

    @Override
    public Map<String, Shape> parameters() {
        return OutputShapes.weightAndBias(new Shape(outputs, inputs / groups, kernel.height(), kernel.width()), bias);
    }

    @Override
    public long macs(List<Shape> shapes) {
        return saturated(saturated(OutputShapes.size(output(shapes)), inputs / groups), kernel.area());
    }

    @Override
    public Block block() {
        return window().block(this, outputs, groups, bias);
    }
}
