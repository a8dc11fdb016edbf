package org.mipp.network.onnx.read;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.mipp.network.onnx.model.Constant;
import org.mipp.network.operation.Concatenation;
import org.mipp.network.operation.Pad;
import org.mipp.network.operation.Padding;

/** What puts channels together, takes them apart or moves them; on constants the same is computed. */
final class ChannelOperators {

    private static final int[] EVERY = {1, 1}; // pixel

    private ChannelOperators() {}

    static void concatenate(GraphNode node) {
        List<Signal> inputs = node.allPlain();
        Signal first = inputs.get(0);
        int axis = node.axis(node.number("axis", 1), first.dims().length);
        node.expect(
                inputs.stream()
                        .allMatch(other -> other.channelsLast() == first.channelsLast()
                                && other.dims().length == first.dims().length
                                && axis == other.channelAxis()),
                "expected channels to be put together, got axis " + (axis + 1) + " of " + inputs,
                "concatenate along the channels");
        if (inputs.size() == 1) {
            node.make(first);
            return;
        }
        long[] dims = first.dims().clone();
        dims[axis] = inputs.stream().mapToLong(Signal::channels).sum();
        node.make(node.layer(new Concatenation(), Map.of(), inputs).withLayout(first.channelsLast(), dims));
    }

    static void gather(GraphNode node) {
        Signal input = node.signal(0);
        Constant places = node.constant(1);
        if (input.pending() instanceof Pending.Row row && turnsBack(places, row.dims())) {
            node.make(input.with(new Pending.None(), row.dims()));
            return;
        }
        node.expect(
                places.dims().length == 1
                        && node.axis(node.number("axis", 0), input.dims().length) == input.channelAxis(),
                "expected channels to be chosen by a list, got another axis or shape",
                "choose whole channels");
        int channels = input.channels();
        int[] source = Arrays.stream(GraphNode.whole(places))
                .mapToInt(place -> (int) (place < 0 ? place + channels : place))
                .toArray();
        node.expect(
                source.length > 0 && IntStream.of(source).allMatch(place -> place >= 0 && place < channels),
                "expected channels from 0 to " + (channels - 1) + ", got others",
                "export the network anew");
        node.make(chosen(node, input, EVERY, source));
    }

    private static boolean turnsBack(Constant places, long[] dims) {
        long[] wanted = places.dims();
        return wanted.length == dims.length + 1
                && wanted[0] == 1
                && Arrays.equals(Arrays.copyOfRange(wanted, 1, wanted.length), dims)
                && Arrays.equals(
                        GraphNode.whole(places),
                        LongStream.range(0, places.size()).toArray());
    }

    static void slice(GraphNode node) {
        Signal input = node.signal(0);
        long[] starts = node.numbers(1, "starts");
        long[] ends = node.numbers(2, "ends");
        long[] axes = node.numbers(
                3, "axes", IntStream.range(0, starts.length).asLongStream().toArray());
        long[] steps = node.has(4) ? GraphNode.whole(node.constant(4)) : filled(starts.length);
        node.expect(
                ends.length == starts.length && axes.length == starts.length && steps.length == starts.length,
                "expected as many ends, axes and steps as starts, got others",
                "export the network anew");
        int[] source = IntStream.range(0, input.channels()).toArray();
        long[] stride = {1, 1};
        for (int i = 0; i < starts.length; i++) {
            int axis = node.axis(axes[i], input.dims().length);
            node.expect(
                    axis >= 0 && steps[i] >= 1,
                    "expected channels or pixels to be chosen, got another axis or a step" + " below 1",
                    "rewrite this step");
            long side = input.dims()[axis];
            long start = Math.min(side, Math.max(0, starts[i] < 0 ? starts[i] + side : starts[i]));
            long end = Math.min(side, Math.max(0, ends[i] < 0 ? ends[i] + side : ends[i]));
            if (axis == input.channelAxis()) {
                source = ranged(source, start, end, steps[i]);
            } else if (start != 0 || end != side || steps[i] != 1) {
                node.expect(
                        start == 0 && end == side && !input.channelsLast(),
                        "expected every n-th pixel of the whole image, got a part of it",
                        "crop images before they go into the network");
                stride[axis - 1] = steps[i];
            }
        }
        node.expect(
                source.length > 0 && Math.max(stride[0], stride[1]) <= Integer.MAX_VALUE,
                "expected channels to be left, and a step that fits the image, got others",
                "rewrite this step");
        node.make(chosen(node, input, new int[] {(int) stride[0], (int) stride[1]}, source));
    }

    private static long[] filled(int length) {
        long[] ones = new long[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static int[] ranged(int[] source, long start, long end, long step) {
        return IntStream.iterate((int) start, place -> place < end, place -> (int) Math.min(end, place + step))
                .map(place -> source[place])
                .toArray();
    }

    static void split(GraphNode node) {
        Signal input = node.signal(0);
        node.expect(
                node.axis(node.number("axis", 0), input.dims().length) == input.channelAxis(),
                "expected channels to be split, got another axis",
                "split along the channels");
        long[] sizes = node.numbers(1, "split");
        if (sizes.length == 0) {
            int parts = node.outputs();
            long each = (input.channels() + parts - 1L) / parts;
            sizes = new long[parts];
            Arrays.fill(sizes, each);
            sizes[parts - 1] = input.channels() - each * (parts - 1);
        }
        node.expect(
                sizes.length == node.outputs()
                        && Arrays.stream(sizes).allMatch(size -> size >= 1 && size <= input.channels())
                        && Arrays.stream(sizes).sum() == input.channels(),
                "expected " + node.outputs() + " parts of the " + input.channels() + " channels, got "
                        + Arrays.toString(sizes),
                "export the network anew");
        int from = 0;
        for (int part = 0; part < sizes.length; part++) {
            int to = from + (int) sizes[part];
            node.make(
                    part,
                    chosen(node, input, EVERY, IntStream.range(from, to).toArray())
                            .shared());
            from = to;
        }
    }

    /** Zeros around images or among the channels. */
    static void pad(GraphNode node) {
        Signal input = node.signal(0);
        int axes = input.dims().length + 1;
        long[] pads = node.numbers(1, "pads");
        double value =
                node.has(2) && node.constant(2).size() == 1 ? node.constant(2).numbers()[0] : node.fraction("value", 0);
        node.expect(
                !node.has(3) && (axes == 4 || axes == 2),
                "expected numbers around images or columns, got another kind of padding",
                "pad images");
        node.expect(
                pads.length == 2 * axes
                        && Arrays.stream(pads).allMatch(pad -> pad >= 0 && pad <= 1 << 16)
                        && pads[0] == 0
                        && pads[axes] == 0
                        && !input.channelsLast(),
                "expected pads of at least 0 around channels, rows and columns, got " + Arrays.toString(pads),
                "use zeros around images with channels first");
        long behind = pads[axes + 1];
        boolean channels = pads[1] + behind > 0;
        boolean pixels = Arrays.stream(pads).sum() > pads[1] + behind;
        boolean zeros = node.text("mode", "constant").equals("constant") && value == 0;
        node.expect(
                !channels || !pixels && zeros,
                "expected numbers around images or zeros among channels, got another kind of padding",
                "use two steps");
        if (channels) {
            int[] source = IntStream.range(0, (int) (pads[1] + input.channels() + behind))
                    .map(place -> (int) (place - pads[1]))
                    .map(place -> place < input.channels() ? place : -1)
                    .map(place -> Math.max(-1, place))
                    .toArray();
            node.make(chosen(node, input, EVERY, source));
        } else if (pixels) {
            around(node, new Padding((int) pads[2], (int) pads[3], (int) pads[6], (int) pads[7]), value);
        } else {
            node.make(input);
        }
    }

    /** Zeros wait for a convolution. */
    private static void around(GraphNode node, Padding padding, double value) {
        Signal plain = node.plain(0);
        Pad pad = new Pad(padding, mode(node), (float) value);
        if (pad.mode() != Pad.Mode.CONSTANT || value != 0) {
            node.make(node.layer(pad, Map.of(), List.of(plain)));
            return;
        }
        long[] dims = plain.dims();
        dims[1] += padding.top() + (long) padding.bottom();
        dims[2] += padding.left() + (long) padding.right();
        node.make(plain.with(new Pending.Zeros(padding), dims));
    }

    private static Pad.Mode mode(GraphNode node) {
        String mode = node.text("mode", "constant");
        return Arrays.stream(Pad.Mode.values())
                .filter(known -> known.name().equalsIgnoreCase(mode))
                .findFirst()
                .orElseThrow(() ->
                        node.refusal("expected the mode constant, reflect or edge, got " + mode, "use one of these"));
    }

    private static Signal chosen(GraphNode node, Signal input, int[] stride, int[] source) {
        Signal from = input.pending() instanceof Pending.Channels ? input : node.plain(0);
        Pending.Channels before =
                from.pending() instanceof Pending.Channels channels ? channels : Pending.Channels.all(from.channels());
        long[] dims = from.dims().clone();
        dims[from.channelAxis()] = source.length;
        for (int side = 0; side < 2 && (stride[0] > 1 || stride[1] > 1); side++) {
            dims[side + 1] = (dims[side + 1] + stride[side] - 1) / stride[side];
        }
        node.budget().hold("channels that are moved", source.length, 32);
        return from.with(before.then(stride[0], stride[1], source), dims);
    }
}
