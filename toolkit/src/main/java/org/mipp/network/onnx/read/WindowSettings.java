package org.mipp.network.onnx.read;

import java.util.Arrays;
import org.mipp.network.operation.Padding;
import org.mipp.network.operation.Sides;
import org.mipp.network.operation.Window;

/** Over which pixels a convolution or pooling goes, as its node says it. */
final class WindowSettings {

    private WindowSettings() {}

    /** Reads the settings of a node for images of a shape {@code [channels, height, width]}. */
    static Window of(GraphNode node, long[] kernel, long[] image) {
        node.expect(
                kernel.length == 2 && all(kernel, 1),
                "expected kernels of two sides, got " + Arrays.toString(kernel),
                "use operations on images of two dimensions");
        long[] stride = node.numbers("strides", 1, 1);
        long[] dilation = node.numbers("dilations", 1, 1);
        node.expect(
                stride.length == 2 && dilation.length == 2 && all(stride, 1) && all(dilation, 1),
                "expected two strides and two dilations of at least 1, got " + Arrays.toString(stride) + " and "
                        + Arrays.toString(dilation),
                "export the network anew");
        long[] pads = pads(node, kernel, stride, dilation, image);
        node.expect(
                pads.length == 4 && all(pads, 0),
                "expected four pads of at least 0, got " + Arrays.toString(pads),
                "export the network anew");
        return new Window(
                sides(kernel),
                sides(stride),
                new Padding((int) pads[0], (int) pads[1], (int) pads[2], (int) pads[3]),
                sides(dilation));
    }

    private static boolean all(long[] numbers, long least) {
        return Arrays.stream(numbers).allMatch(number -> number >= least && number <= Integer.MAX_VALUE);
    }

    private static Sides sides(long[] numbers) {
        return new Sides((int) numbers[0], (int) numbers[1]);
    }

    private static long[] pads(GraphNode node, long[] kernel, long[] stride, long[] dilation, long[] image) {
        String automatic = node.text("auto_pad", "NOTSET");
        return switch (automatic) {
            case "NOTSET", "" -> node.numbers("pads", 0, 0, 0, 0);
            case "VALID" -> new long[4];
            case "SAME_UPPER", "SAME_LOWER" -> {
                long[] pads = new long[4];
                for (int side = 0; side < 2; side++) {
                    long outputs = (image[side + 1] + stride[side] - 1) / stride[side];
                    long reach = (kernel[side] - 1) * dilation[side] + 1;
                    long total = Math.max(0, (outputs - 1) * stride[side] + reach - image[side + 1]);
                    long less = total / 2;
                    pads[side] = automatic.equals("SAME_UPPER") ? less : total - less;
                    pads[side + 2] = total - pads[side];
                }
                yield pads;
            }
            default ->
                throw node.refusal(
                        "expected auto_pad NOTSET, VALID, SAME_UPPER or SAME_LOWER, got " + automatic,
                        "export the network anew");
        };
    }

    /** The same with more zeros around the image. */
    static Window padded(Window window, Padding zeros) {
        Padding own = window.padding();
        Padding both = new Padding(
                Math.addExact(own.top(), zeros.top()),
                Math.addExact(own.left(), zeros.left()),
                Math.addExact(own.bottom(), zeros.bottom()),
                Math.addExact(own.right(), zeros.right()));
        return new Window(window.kernel(), window.stride(), both, window.dilation());
    }

    /** Whether a window covers an image whole, at one place. */
    static boolean covers(Window window, long[] image) {
        return window.kernel().height() == image[1]
                && window.kernel().width() == image[2]
                && window.dilation().equals(Sides.ONE)
                && window.padding().equals(Padding.NONE);
    }
}
