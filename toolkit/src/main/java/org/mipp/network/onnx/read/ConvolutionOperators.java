package org.mipp.network.onnx.read;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mipp.network.onnx.model.Constant;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.DepthwiseConvolution;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GroupedConvolution;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.Padding;
import org.mipp.network.operation.Window;

/** Convolutions: over all channels, depthwise, and of what global pooling has left of an image. */
final class ConvolutionOperators {

    private ConvolutionOperators() {}

    static void read(GraphNode node) {
        Constant weight = node.constant(1);
        long[] dims = weight.dims();
        node.expect(
                dims.length == 4 && Arrays.stream(dims).allMatch(side -> side >= 1),
                "expected weights of shape [filters, channels, height, width], got " + Arrays.toString(dims),
                "use convolutions of images");
        Signal input = node.signal(0).pending() instanceof Pending.Zeros ? node.signal(0) : node.plain(0);
        Signal bare = input.with(new Pending.None());
        node.expect(
                input.dims().length == 3 && !input.channelsLast(),
                "expected images with channels first, got the shape " + input,
                "export the network with channels first");
        boolean vector = node.draft().shape(input.layer()).dimension() == 1;
        long[] kernel = node.numbers("kernel_shape", dims[2], dims[3]);
        node.expect(
                Arrays.equals(kernel, new long[] {dims[2], dims[3]}),
                "expected the kernel_shape " + dims[2] + " x " + dims[3] + " of its weights, got "
                        + Arrays.toString(kernel),
                "export the network anew");
        Window window = WindowSettings.of(node, kernel, input.dims());
        if (input.pending() instanceof Pending.Zeros zeros) {
            window = WindowSettings.padded(window, zeros.around());
        }
        int groups = Math.toIntExact(Math.min(Integer.MAX_VALUE, node.number("group", 1)));
        boolean bias = node.has(2);
        float[] biases = bias ? node.constant(2).floats() : null;
        if (vector) {
            node.make(ofVector(node, dims, groups, window, bare, GraphNode.weights(weight.floats(), biases)));
            return;
        }
        node.make(node.layer(
                operation(dims, groups, window, bias, input.channels()),
                GraphNode.weights(weight.floats(), biases),
                List.of(bare)));
    }

    private static Operation operation(long[] dims, int groups, Window window, boolean bias, int channels) {
        int outputs = Math.toIntExact(dims[0]);
        int inputs = Math.toIntExact(dims[1]);
        if (groups == 1) {
            return new Convolution(inputs, outputs, window, bias);
        }
        if (groups == channels && groups == outputs && inputs == 1) {
            return new DepthwiseConvolution(channels, window, bias);
        }
        return new GroupedConvolution(Math.multiplyExact(inputs, groups), outputs, groups, window, bias);
    }

    /** A convolution with kernels of one pixel of what is one pixel. */
    private static Signal ofVector(
            GraphNode node, long[] dims, int groups, Window window, Signal input, Map<String, float[]> weights) {
        node.expect(
                groups == 1 && dims[2] == 1 && dims[3] == 1 && window.padding().equals(Padding.NONE),
                "expected kernels of one pixel over all channels after global pooling, got " + dims[2] + " x " + dims[3]
                        + " in " + groups + " groups",
                "convolve before pooling");
        Signal made = node.layer(
                new FullyConnected(Math.toIntExact(dims[1]), Math.toIntExact(dims[0]), weights.containsKey("bias")),
                weights,
                List.of(input));
        return made.withDims(dims[0], 1, 1);
    }
}
