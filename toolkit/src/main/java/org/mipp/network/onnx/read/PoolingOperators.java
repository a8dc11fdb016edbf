package org.mipp.network.onnx.read;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mipp.network.operation.AveragePool;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.Padding;
import org.mipp.network.operation.Sides;
import org.mipp.network.operation.Window;

/** Maxima and averages over windows and over whole images. */
final class PoolingOperators {

    private PoolingOperators() {}

    static void max(GraphNode node) {
        node.expect(!node.isRead(1), "expected the maxima only, got their places too", "leave out return_indices");
        Signal input = image(node);
        Window window = neighbours(node, input);
        boolean ceil = node.number("ceil_mode", 0) != 0;
        pooled(node, new MaxPool(window.kernel(), window.stride(), window.padding(), ceil), input);
    }

    static void average(GraphNode node) {
        Signal input = image(node);
        Window window = neighbours(node, input);
        if (WindowSettings.covers(window, input.dims())) {
            global(node, new GlobalAveragePool(), true);
            return;
        }
        boolean ceil = node.number("ceil_mode", 0) != 0;
        boolean counted = window.padding().equals(Padding.NONE) || node.number("count_include_pad", 0) != 0;
        pooled(node, new AveragePool(window.kernel(), window.stride(), window.padding(), ceil, counted), input);
    }

    private static Window neighbours(GraphNode node, Signal input) {
        Window window = WindowSettings.of(node, node.numbers("kernel_shape"), input.dims());
        node.expect(
                window.dilation().equals(Sides.ONE),
                "expected pools of neighbouring pixels, got dilations of " + window.dilation(),
                "use dilation 1");
        return window;
    }

    /** A mean or maximum over both sides of an image. */
    static void reduced(GraphNode node, Operation operation) {
        Signal input = node.signal(0);
        long[] axes = Arrays.stream(node.numbers(1, "axes"))
                .map(axis -> node.axis(axis, input.dims().length))
                .sorted()
                .toArray();
        node.expect(
                input.dims().length == 3
                        && Arrays.equals(axes, input.channelsLast() ? new long[] {0, 1} : new long[] {1, 2}),
                "expected it over height and width, got one over other axes",
                "use global pooling");
        global(node, operation, node.number("keepdims", 1) != 0);
    }

    /** Pools whole images to one number per channel, whose sides of one pixel the file may keep. */
    static void global(GraphNode node, Operation operation, boolean keepsSides) {
        Signal input = node.plain(0);
        node.expect(input.dims().length == 3, "expected images, got the shape " + input, "pool before flattening");
        boolean vector = node.draft().shape(input.layer()).dimension() == 1;
        Signal pooled = vector
                ? input // of one pixel already
                : node.layer(operation, Map.of(), List.of(input));
        long channels = input.channels();
        long[] dims = !keepsSides
                ? new long[] {channels}
                : input.channelsLast() ? new long[] {1, 1, channels} : new long[] {channels, 1, 1};
        node.make(pooled.withLayout(input.channelsLast() && keepsSides, dims));
    }

    static Signal image(GraphNode node) {
        Signal input = node.plain(0);
        node.expect(
                input.dims().length == 3
                        && !input.channelsLast()
                        && node.draft().shape(input.layer()).dimension() == 3,
                "expected images with channels first, got the shape " + input,
                "pool before flattening, with channels first");
        return input;
    }

    private static void pooled(GraphNode node, Operation operation, Signal input) {
        node.make(node.layer(operation, Map.of(), List.of(input)));
    }
}
