package org.mipp.network;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A two-dimensional convolution with square kernels and a bias.
 *
 * @param inputs input channels
 * @param outputs filters
 * @param kernel side of the kernel
 * @param stride step of the kernel
 * @param padding zeros added on each side
 */
public record Convolution(int inputs, int outputs, int kernel, int stride, int padding) implements LinearMap {

    /** Checks the sizes. */
    public Convolution {
        positive(inputs, "input channels");
        positive(outputs, "filters");
        positive(kernel, "kernel");
        positive(stride, "stride");
        argument(padding >= 0, "padding: expected at least 0, got %d", padding);
    }

    /**
     * Makes a convolution with stride 1 and no padding.
     *
     * @param inputs input channels
     * @param outputs filters
     * @param kernel side of the kernel
     * @return the convolution
     */
    public static Convolution of(int inputs, int outputs, int kernel) {
        return new Convolution(inputs, outputs, kernel, 1, 0);
    }

    /**
     * Changes the padding.
     *
     * @param zeros added on each side
     * @return the changed convolution
     */
    public Convolution padded(int zeros) {
        return new Convolution(inputs, outputs, kernel, stride, zeros);
    }

    @Override
    public Convolution withInputs(int count) {
        return new Convolution(count, outputs, kernel, stride, padding);
    }

    @Override
    public Convolution withOutputs(int count) {
        return new Convolution(inputs, count, kernel, stride, padding);
    }

    @Override
    public Shape output(Shape input) {
        argument(
                input.dimension() == 3 && input.get(0) == inputs,
                "convolution: expected input of shape [%d, height, width], got %s",
                inputs,
                input);
        return new Shape(outputs, side(input.get(1)), side(input.get(2)));
    }

    private long side(long input) {
        long side = (input + 2L * padding - kernel) / stride + 1;
        argument(side >= 1, "convolution: expected images of at least %d pixels a side, got %d", kernel, input);
        return side;
    }

    @Override
    public Map<String, Shape> parameters() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("weight", new Shape(outputs, inputs, kernel, kernel));
        shapes.put("bias", new Shape(outputs));
        return shapes;
    }

    @Override
    public long macs(Shape input) {
        return output(input).size() * inputs * kernel * kernel;
    }

    @Override
    public Block block() {
        return Conv2d.builder()
                .setFilters(outputs)
                .setKernelShape(new Shape(kernel, kernel))
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(padding, padding))
                .optBias(true)
                .build();
    }
}
