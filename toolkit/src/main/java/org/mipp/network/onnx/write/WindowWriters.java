package org.mipp.network.onnx.write;

import static org.mipp.network.onnx.write.GraphWriting.whole;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.mipp.network.onnx.model.WireWriter;
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

    /**
     * Padding that counts goes before, what windows see beyond the image becomes padding that does not: ONNX Runtime 1.20 counts
     * both alike where they are told by {@code ceil_mode}, against the standard.
     */
    static void average(LayerWriting layer) {
        AveragePool pool = layer.operation(AveragePool.class);
        Shape input = layer.inputShape();
        Shape output = pool.output(input);
        Padding own = pool.padding();
        int below = beyond(
                output.get(1), pool.window().height(), pool.stride().height(), input.get(1), own.top(), own.bottom());
        int behind = beyond(
                output.get(2), pool.window().width(), pool.stride().width(), input.get(2), own.left(), own.right());
        if (below + behind == 0) {
            average(layer, pool, layer.inputs().get(0), own, pool.countPadding());
            return;
        }
        boolean apart = pool.countPadding() && !own.equals(Padding.NONE);
        Padding left = apart ? Padding.NONE : own;
        average(
                layer,
                pool,
                apart ? padded(layer, own) : layer.inputs().get(0),
                new Padding(left.top(), left.left(), left.bottom() + below, left.right() + behind),
                false);
    }

    private static void average(LayerWriting layer, AveragePool pool, String images, Padding padding, boolean counted) {
        layer.node(
                "AveragePool",
                List.of(images),
                List.of(),
                window(pool.window(), pool.stride(), padding, whole("count_include_pad", counted ? 1 : 0)));
    }

    /** How many pixels the last window sees beyond the padded image. */
    private static int beyond(long outputs, int window, int stride, long side, int before, int behind) {
        return Math.toIntExact(Math.max(0, (outputs - 1) * stride + window - before - side - behind));
    }

    private static String padded(LayerWriting layer, Padding around) {
        String pads = layer.numbers("pads", 0, 0, around.top(), around.left(), 0, 0, around.bottom(), around.right());
        return layer.before("Pad", List.of(layer.inputs().get(0), pads));
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
