package org.mipp.network.onnx.read;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.mipp.network.onnx.model.Constant;
import org.mipp.network.operation.Flatten;

/** What gives a tensor another shape: flattening, axes of one that come and go, layouts that are turned, and shuffles. */
final class ShapeOperators {

    private static final int[] TO_LAST = {0, 2, 3, 1};
    private static final int[] TO_FIRST = {0, 3, 1, 2};
    private static final int[] SWAPPED_GROUPS = {0, 2, 1, 3, 4};

    private ShapeOperators() {}

    static void shape(GraphNode node) {
        Signal input = node.signal(0);
        node.expect(
                !node.hasAttribute("start") && !node.hasAttribute("end"),
                "expected the whole shape, got a part of it",
                "export with opset_version=13");
        node.make(Constant.vector(DoubleStream.concat(
                        DoubleStream.of(Constant.BATCH),
                        LongStream.of(input.dims()).asDoubleStream())
                .toArray()));
    }

    static void reshape(GraphNode node) {
        Signal input = node.signal(0);
        long[] target = GraphNode.whole(
                node.has(1)
                        ? node.constant(1)
                        : Constant.vector(LongStream.of(node.numbers("shape"))
                                .asDoubleStream()
                                .toArray()));
        if (target.length == 1 && target[0] == -1) {
            Signal plain = node.plain(0);
            node.make(plain.with(new Pending.Row(plain.dims()), product(plain.dims())));
            return;
        }
        node.make(reshaped(node, input, resolved(node, input, target)));
    }

    /** The new shape without the batch axis. */
    private static long[] resolved(GraphNode node, Signal input, long[] target) {
        node.expect(
                target.length >= 2 && target.length <= Constant.MOST_AXES,
                "expected a shape of the images at once and more, got " + Arrays.toString(target),
                "keep the axis of the images");
        long total = product(input.dims());
        long[] dims = Arrays.copyOfRange(target, 1, target.length);
        int open = -1;
        long known = 1;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] == 0 && node.number("allowzero", 0) == 0 && i < input.dims().length) {
                dims[i] = input.dims()[i];
            }
            if (dims[i] == -1 && open < 0) {
                open = i;
            } else {
                node.expect(
                        dims[i] >= 1 && dims[i] <= total,
                        "expected sides of 1 to " + total + ", got " + Arrays.toString(target),
                        "keep the axis of the images, and use a size that fits");
                known = Math.multiplyExact(known, dims[i]);
            }
        }
        if (open >= 0 && known > 0 && total % known == 0) {
            dims[open] = total / known;
        }
        node.expect(
                product(dims) == total && (target[0] != -1 || open < 0) && isBatch(target[0]),
                "expected a shape of " + total + " numbers for each image, got " + Arrays.toString(target) + " for "
                        + input,
                "keep the axis of the images, and use images of the size that the file was made for");
        return dims;
    }

    private static boolean isBatch(long side) {
        return side == (long) Constant.BATCH || side == 0 || side == -1 || side >= 1;
    }

    private static long product(long[] dims) {
        return LongStream.of(dims).reduce(1, Math::multiplyExact);
    }

    static void flatten(GraphNode node) {
        Signal input = node.signal(0);
        node.expect(
                node.axis(node.number("axis", 1), input.dims().length) == 0 || input.dims().length == 0,
                "expected everything but the images' axis to become one, got another axis",
                "flatten from axis 1 on");
        node.make(reshaped(node, input, new long[] {product(input.dims())}));
    }

    static void squeeze(GraphNode node) {
        Signal input = node.signal(0);
        long[] dims = input.dims();
        long[] axes = node.numbers(1, "axes");
        boolean[] gone = new boolean[dims.length];
        for (long axis : axes) {
            int place = node.axis(axis, dims.length);
            node.expect(
                    place >= 0 && dims[place] == 1, "expected sides of one to be left out, got " + input, "keep axes");
            gone[place] = true;
        }
        long[] kept = IntStream.range(0, dims.length)
                .filter(place -> axes.length == 0 ? dims[place] != 1 : !gone[place])
                .mapToLong(place -> dims[place])
                .toArray();
        node.make(reshaped(node, input, kept));
    }

    static void unsqueeze(GraphNode node) {
        Signal input = node.signal(0);
        long[] axes = node.numbers(1, "axes");
        int more = input.dims().length + axes.length;
        node.expect(more <= Constant.MOST_AXES, "expected a few axes, got " + more, "use fewer axes");
        boolean[] added = new boolean[more];
        for (long axis : axes) {
            int place = node.axis(axis, more);
            node.expect(
                    place >= 0 && !added[place], "expected different axes after the images', got others", "keep axes");
            added[place] = true;
        }
        long[] dims = new long[more];
        for (int place = 0, from = 0; place < more; place++) {
            dims[place] = added[place] ? 1 : input.dims()[from++];
        }
        node.make(reshaped(node, input, dims));
    }

    /** A tensor under another shape, which has to be one that a network knows. */
    private static Signal reshaped(GraphNode node, Signal input, long[] dims) {
        if (Arrays.equals(dims, input.dims())) {
            return input;
        }
        if (input.pending() instanceof Pending.Tail) {
            return input.withDims(dims);
        }
        if (input.pending() instanceof Pending.Groups groups && isImageOf(input, dims)) {
            return input.with(Pending.Channels.all(groups.order().length).then(1, 1, groups.order()), dims);
        }
        if (input.pending() instanceof Pending.Bands bands && Arrays.equals(bands.image(), dims)) {
            return input.with(new Pending.None(), dims);
        }
        if (dims.length == 4 && input.dims().length == 3 && !input.channelsLast() && isGrouped(input, dims)) {
            return node.plain(0)
                    .with(
                            new Pending.Groups(
                                    IntStream.range(0, input.channels()).toArray()),
                            dims);
        }
        Signal plain = input.pending() instanceof Pending.Columns ? input : node.plain(0);
        boolean vector = node.draft().shape(plain.layer()).dimension() == 1;
        long largest = LongStream.of(dims).max().orElse(1);
        if (vector && dims.length <= 3 && largest == product(plain.dims())) {
            boolean last = dims.length == 3 && dims[2] == largest && largest > 1;
            return plain.withLayout(last, dims);
        }
        if (dims.length == 2 && !plain.channelsLast() && plain.channels() % dims[0] == 0) {
            return plain.with(new Pending.Bands(plain.dims()), dims);
        }
        if (dims.length == 1 && !vector) {
            return flat(node, plain, dims);
        }
        throw node.refusal(
                "expected a shape that flattens an image, adds or leaves out sides of one, or groups channels, got "
                        + Arrays.toString(dims) + " of " + input,
                "rewrite this step, or end the network before it");
    }

    private static Signal flat(GraphNode node, Signal image, long[] dims) {
        Signal made = node.layer(new Flatten(), Map.of(), List.of(image));
        if (!image.channelsLast() || image.dims()[0] * image.dims()[1] == 1) {
            return made.withDims(dims);
        }
        int channels = image.channels();
        int pixels = Math.toIntExact(dims[0] / channels);
        int[] order = IntStream.range(0, channels * pixels)
                .map(column -> column % channels * pixels + column / channels)
                .toArray();
        return made.with(new Pending.Columns(order), dims);
    }

    private static boolean isGrouped(Signal input, long[] dims) {
        return dims[0] * dims[1] == input.dims()[0] && dims[2] == input.dims()[1] && dims[3] == input.dims()[2];
    }

    private static boolean isImageOf(Signal grouped, long[] dims) {
        long[] from = grouped.dims();
        return dims.length == 3 && dims[0] == from[0] * from[1] && dims[1] == from[2] && dims[2] == from[3];
    }

    static void transpose(GraphNode node) {
        Signal input = node.signal(0);
        int axes = input.dims().length + 1;
        int[] order = LongStream.of(node.numbers(
                        "perm",
                        LongStream.range(0, axes).map(axis -> axes - 1 - axis).toArray()))
                .mapToInt(Math::toIntExact)
                .toArray();
        long[] dims = input.dims();
        if (Arrays.equals(order, IntStream.range(0, axes).toArray())) {
            node.make(input);
        } else if (Arrays.equals(order, TO_LAST) && axes == 4 && !input.channelsLast()) {
            node.make(node.plain(0).withLayout(true, dims[1], dims[2], dims[0]));
        } else if (Arrays.equals(order, TO_FIRST) && axes == 4 && input.channelsLast()) {
            node.make(node.plain(0).withLayout(false, dims[2], dims[0], dims[1]));
        } else if (Arrays.equals(order, SWAPPED_GROUPS) && input.pending() instanceof Pending.Groups groups) {
            node.make(swapped(input, groups));
        } else {
            throw node.refusal(
                    "expected axes to be turned from channels first to last or back, or groups of channels to be swapped, got "
                            + Arrays.toString(order) + " of " + input,
                    "rewrite this step, or end the network before it");
        }
    }

    private static Signal swapped(Signal input, Pending.Groups groups) {
        int rows = Math.toIntExact(input.dims()[0]);
        int columns = Math.toIntExact(input.dims()[1]);
        int[] order = IntStream.range(0, rows * columns)
                .map(place -> groups.order()[place % rows * columns + place / rows])
                .toArray();
        return input.with(new Pending.Groups(order), columns, rows, input.dims()[2], input.dims()[3]);
    }
}
