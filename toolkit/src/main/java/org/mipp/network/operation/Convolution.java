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
 * A two-dimensional convolution with square kernels, from all input channels to all filters.
 *
 * @param inputs input channels
 * @param outputs filters
 * @param kernel side of the kernel
 * @param stride step of the kernel
 * @param padding zeros added on each side
 * @param bias whether it adds a bias; the custom before batch norm is no
 */
public record Convolution(int inputs, int outputs, int kernel, int stride, int padding, boolean bias)
        implements LinearMap {

    /** Checks the sizes. */
    public Convolution {
        positive(inputs, "input channels");
        positive(outputs, "filters");
        positive(kernel, "kernel");
        positive(stride, "stride");
        argument(padding >= 0, "padding: expected at least 0, got %d", padding);
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
        return new Convolution(inputs, outputs, kernel, stride, zeros, bias);
    }

    /**
     * Changes the stride.
     *
     * @param step of the kernel
     * @return the changed convolution
     */
    public Convolution strided(int step) {
        return new Convolution(inputs, outputs, kernel, step, padding, bias);
    }

    /** {@return the same convolution without a bias} */
    public Convolution withoutBias() {
        return new Convolution(inputs, outputs, kernel, stride, padding, false);
    }

    @Override
    public int columnsPerInput() {
        return kernel * kernel;
    }

    @Override
    public Convolution keep(int[] keptInputs, int[] keptOutputs) {
        return new Convolution(keptInputs.length, keptOutputs.length, kernel, stride, padding, bias);
    }

    @Override
    public Shape output(Shape input) {
        argument(
                input.dimension() == 3 && input.get(0) == inputs,
                "convolution: expected input of shape [%d, height, width], got %s",
                inputs,
                input);
        return new Shape(
                outputs,
                OutputShapes.windowed("convolution", input.get(1), kernel, stride, padding),
                OutputShapes.windowed("convolution", input.get(2), kernel, stride, padding));
    }

    @Override
    public Map<String, Shape> parameters() {
        return OutputShapes.weightAndBias(new Shape(outputs, inputs, kernel, kernel), bias);
    }

    @Override
    public long macs(List<Shape> shapes) {
        return saturated(saturated(output(shapes).size(), inputs), (long) kernel * kernel);
    }

    @Override
    public Block block() {
        return Conv2d.builder()
                .setFilters(outputs)
                .setKernelShape(new Shape(kernel, kernel))
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(padding, padding))
                .optBias(bias)
                .build();
    }
}
