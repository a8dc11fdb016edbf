package org.mipp.network.blocks;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.DepthwiseConvolution;
import org.mipp.network.operation.GroupedConvolution;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.Padding;
import org.mipp.network.operation.Sides;
import org.mipp.network.operation.Window;

/** Reads DJL's convolutions: of all channels together, of each by itself, or in groups. */
final class ConvolutionReading {

    private ConvolutionReading() {}

    static Operation of(String name, Conv2d convolution, int inputs) {
        Shape padding = convolution.getPadding();
        Window window = new Window(
                sides(name, "kernel", convolution.getKernelShape()),
                sides(name, "stride", convolution.getStride()),
                Padding.of(whole(name, "padding", padding.get(0)), whole(name, "padding", padding.get(1))),
                sides(name, "dilation", convolution.getDilation()));
        int filters = convolution.getFilters();
        int groups = convolution.getGroups();
        boolean bias = convolution.isIncludeBias();
        if (groups == 1) {
            return new Convolution(inputs, filters, window, bias);
        }
        return groups == inputs && filters == inputs
                ? new DepthwiseConvolution(inputs, window, bias)
                : new GroupedConvolution(inputs, filters, groups, window, bias);
    }

    private static Sides sides(String name, String what, Shape shape) {
        return new Sides(whole(name, what, shape.get(0)), whole(name, what, shape.get(1)));
    }

    private static int whole(String name, String what, long number) {
        argument(
                number == (int) number,
                "block %s: expected a %s of at most %d, got %s; use a smaller one",
                name,
                what,
                Integer.MAX_VALUE,
                number);
        return (int) number;
    }
}
