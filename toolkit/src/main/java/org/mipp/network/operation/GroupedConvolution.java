package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;
import static org.mipp.run.Checks.saturated;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.List;
import java.util.Map;

/**
 * A convolution whose filters fall into groups, each of which reads a group of channels of its own (ResNeXt, RegNet; depthwise
 * convolutions that make several channels of each). It passes whole groups on, as a depthwise convolution passes channels on: a
 * group of channels and the filters that read it are one node, and go together.
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
        implements Operation {

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

    /** {@return how many channels each group reads} */
    public int inputsPerGroup() {
        return inputs / groups;
    }

    /** {@return how many filters each group has} */
    public int outputsPerGroup() {
        return outputs / groups;
    }

    /** Keeps whole groups: as many as the channels that stay. */
    @Override
    public GroupedConvolution keep(int[] keptInputs, int[] keptOutputs) {
        return new GroupedConvolution(
                keptInputs.length, keptOutputs.length, keptInputs.length / inputsPerGroup(), window(), bias);
    }

    @Override
    public Shape output(List<Shape> shapes) {
        Shape input = OutputShapes.single(shapes);
        argument(
                input.dimension() == 3 && input.get(0) == inputs,
                "grouped convolution: expected input of shape [%d, height, width], got %s",
                inputs,
                input);
        return window().output("grouped convolution", input, outputs);
    }

    @Override
    public Map<String, Shape> parameters() {
        return OutputShapes.weightAndBias(new Shape(outputs, inputsPerGroup(), kernel.height(), kernel.width()), bias);
    }

    @Override
    public long macs(List<Shape> shapes) {
        return saturated(saturated(OutputShapes.size(output(shapes)), inputsPerGroup()), kernel.area());
    }

    @Override
    public Block block() {
        return window().block(this, outputs, groups, bias);
    }
}
