package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;
import static org.mipp.run.Checks.saturated;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.List;
import java.util.Map;

/**
 * A two-dimensional convolution from all input channels to all filters.
 *
 * @param inputs input channels
 * @param outputs filters
 * @param kernel what a filter reads at once of each channel
 * @param stride step of the kernel
 * @param padding zeros around the image
 * @param dilation the distance between the pixels that it reads
 * @param bias whether it adds a bias; the custom before batch norm is no
 */
public record Convolution(
        int inputs, int outputs, Sides kernel, Sides stride, Padding padding, Sides dilation, boolean bias)
        implements LinearMap {

    /** Checks the sizes. */
    public Convolution {
        positive(inputs, "input channels");
        positive(outputs, "filters");
    }

    /**
     * Makes a convolution of a window.
     *
     * @param inputs input channels
     * @param outputs filters
     * @param window how the kernel moves
     * @param bias whether it adds a bias
     */
    public Convolution(int inputs, int outputs, Window window, boolean bias) {
        this(inputs, outputs, window.kernel(), window.stride(), window.padding(), window.dilation(), bias);
    }

    /**
     * Makes a convolution with square kernels.
     *
     * @param inputs input channels
     * @param outputs filters
     * @param kernel side of the kernel
     * @param stride step of the kernel
     * @param padding zeros added on each side
     * @param bias whether it adds a bias
     */
    public Convolution(int inputs, int outputs, int kernel, int stride, int padding, boolean bias) {
        this(inputs, outputs, Window.of(kernel, stride, padding), bias);
    }

    /**
     * Makes a convolution with a bias, stride 1 and no padding.
     *
     * @param inputs input channels
     * @param outputs filters
     * @param kernel side of the kernel
     * @return the convolution
     */
    public static Convolution of(int inputs, int outputs, int kernel) {
        return new Convolution(inputs, outputs, kernel, 1, 0, true);
    }

    /**
     * Changes the padding.
     *
     * @param zeros added on each side
     * @return the changed convolution
     */
    public Convolution padded(int zeros) {
        return new Convolution(inputs, outputs, kernel, stride, Padding.of(zeros), dilation, bias);
    }

    /**
     * Changes the stride.
     *
     * @param step of the kernel
     * @return the changed convolution
     */
    public Convolution strided(int step) {
        return new Convolution(inputs, outputs, kernel, Sides.square(step, "stride"), padding, dilation, bias);
    }

    /** {@return the same convolution without a bias} */
    public Convolution withoutBias() {
        return new Convolution(inputs, outputs, window(), false);
    }

    /** {@return how the kernel moves} */
    public Window window() {
        return new Window(kernel, stride, padding, dilation);
    }

    @Override
    public int columnsPerInput() {
        return Math.toIntExact(kernel.area());
    }

    @Override
    public Convolution keep(int[] keptInputs, int[] keptOutputs) {
        return new Convolution(keptInputs.length, keptOutputs.length, window(), bias);
    }

    @Override
    public Shape output(Shape input) {
        argument(
                input.dimension() == 3 && input.get(0) == inputs,
                "convolution: expected input of shape [%d, height, width], got %s",
                inputs,
                input);
        return window().output("convolution", input, outputs);
    }

    @Override
    public Map<String, Shape> parameters() {
        return OutputShapes.weightAndBias(new Shape(outputs, inputs, kernel.height(), kernel.width()), bias);
    }

    @Override
    public long macs(List<Shape> shapes) {
        return saturated(saturated(output(shapes).size(), inputs), kernel.area());
    }

    @Override
    public Block block() {
        return window().block(this, outputs, 1, bias);
    }
}
