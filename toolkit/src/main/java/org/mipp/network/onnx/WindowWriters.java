package org.mipp.network.onnx;

import static org.mipp.network.onnx.GraphWriting.whole;

import java.util.List;
import java.util.stream.Stream;
import org.mipp.network.operation.AveragePool;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.DepthwiseConvolution;
import org.mipp.network.operation.GroupedConvolution;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Padding;
import org.mipp.network.operation.Sides;
import org.mipp.network.operation.Window;

/** Writes convolutions and pools: what moves a window over images. */
final class WindowWriters {

    private WindowWriters() {}

    static void convolution(LayerWriting layer) {
        convolution(layer, layer.operation(Convolution.class).window(), 1);
    }

    static void depthwise(LayerWriting layer) {
        DepthwiseConvolution conv = layer.operation(DepthwiseConvolution.class);
        convolution(layer, conv.window(), conv.channels());
    }

    static void grouped(LayerWriting layer) {
        GroupedConvolution conv = layer.operation(GroupedConvolution.class);
        convolution(layer, conv.window(), conv.groups());
    }

    private static void convolution(LayerWriting layer, Window window, int groups) {
        layer.node(
                "Conv",
                layer.weights(),
                window(
                        window.kernel(),
                        window.stride(),
                        window.padding(),
                        whole("dilations", sides(window.dilation())),
                        whole("group", groups)));
    }

    static void max(LayerWriting layer) {
        MaxPool pool = layer.operation(MaxPool.class);
        layer.node(
                "MaxPool",
                List.of(),
                window(pool.window(), pool.stride(), pool.padding(), whole("ceil_mode", pool.ceil() ? 1 : 0)));
    }

    static void average(LayerWriting layer) {
        AveragePool pool = layer.operation(AveragePool.class);
        layer.node(
                "AveragePool",
                List.of(),
                window(
                        pool.window(),
                        pool.stride(),
                        pool.padding(),
                        whole("ceil_mode", pool.ceil() ? 1 : 0),
                        whole("count_include_pad", pool.countPadding() ? 1 : 0)));
    }

    private static WireWriter[] window(Sides kernel, Sides stride, Padding padding, WireWriter... more) {
        long[] pads = {padding.top(), padding.left(), padding.bottom(), padding.right()};
        return Stream.concat(
                        Stream.of(
                                whole("kernel_shape", sides(kernel)),
                                whole("strides", sides(stride)),
                                whole("pads", pads)),
                        Stream.of(more))
                .toArray(WireWriter[]::new);
    }

    private static long[] sides(Sides sides) {
        return new long[] {sides.height(), sides.width()};
    }
}
