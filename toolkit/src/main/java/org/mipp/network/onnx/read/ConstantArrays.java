package org.mipp.network.onnx.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.mipp.network.onnx.model.Constant;

/** Takes numbers of constants to other places. */
final class ConstantArrays {

    private ConstantArrays() {}

    static void transpose(GraphNode node) {
        Constant from = node.constant(0);
        int rank = from.dims().length;
        long[] order = node.numbers(
                "perm",
                IntStream.range(0, rank).mapToLong(axis -> rank - 1 - axis).toArray());
        node.expect(
                Arrays.equals(
                        Arrays.stream(order).sorted().toArray(),
                        IntStream.range(0, rank).asLongStream().toArray()),
                "expected every axis once, got " + Arrays.toString(order),
                "export the network anew");
        long[] dims = Arrays.stream(order).map(axis -> from.dims()[(int) axis]).toArray();
        double[] numbers = from.numbers();
        double[] moved = new double[numbers.length];
        long[] at = new long[rank]; // the place in the new shape
        long[] steps = steps(from.dims());
        for (int to = 0; to < moved.length; to++) {
            int place = 0;
            for (int axis = 0; axis < rank; axis++) {
                place += (int) (at[axis] * steps[(int) order[axis]]);
            }
            moved[to] = numbers[place];
            for (int axis = rank - 1; axis >= 0 && ++at[axis] == dims[axis]; axis--) {
                at[axis] = 0;
            }
        }
        node.make(Constant.of(dims, moved));
    }

    private static long[] steps(long[] dims) {
        long[] steps = new long[dims.length];
        long step = 1;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            steps[axis] = step;
            step *= dims[axis];
        }
        return steps;
    }

    /** Rows along an axis, chosen by a number or a list of numbers. */
    static void gather(GraphNode node) {
        Constant from = node.constant(0);
        Constant places = node.constant(1);
        int axis = axis(node, node.number("axis", 0), from);
        node.expect(places.dims().length <= 1, "expected a number or a list of places, got more", "export anew");
        long side = from.dims()[axis];
        int[] rows = Arrays.stream(places.numbers())
                .mapToInt(place -> (int) (place < 0 ? place + side : place))
                .toArray();
        Constant chosen = chosen(node, from, axis, rows);
        long[] dims = places.dims().length == 1
                ? chosen.dims()
                : IntStream.range(0, from.dims().length)
                        .filter(place -> place != axis)
                        .mapToLong(place -> from.dims()[place])
                        .toArray();
        node.make(chosen.reshaped(dims));
    }

    static void slice(GraphNode node) {
        long[] starts = node.numbers(1, "starts");
        long[] ends = node.numbers(2, "ends");
        long[] axes = node.numbers(
                3, "axes", IntStream.range(0, starts.length).asLongStream().toArray());
        long[] steps = node.has(4) ? GraphNode.whole(node.constant(4)) : new long[0];
        Constant from = node.constant(0);
        node.expect(
                starts.length == ends.length
                        && starts.length == axes.length
                        && (steps.length == 0 || steps.length == axes.length),
                "expected as many ends and axes as starts, got others",
                "export the network anew");
        for (int i = 0; i < axes.length; i++) {
            int axis = axis(node, axes[i], from);
            long side = from.dims()[axis];
            long step = steps.length == 0 ? 1 : steps[i];
            node.expect(
                    step != 0 && Math.abs(step) <= Integer.MAX_VALUE, "expected a step, got " + step, "export anew");
            from = chosen(node, from, axis, range(starts[i], ends[i], step, side));
        }
        node.make(from);
    }

    /** Places from a start to an end, which count from behind where they are negative and stop at the sides. */
    private static int[] range(long start, long end, long step, long side) {
        long least = step > 0 ? 0 : -1;
        long most = step > 0 ? side : side - 1;
        long from = Math.min(most, Math.max(least, start < 0 ? start + side : start));
        long to = Math.min(most, Math.max(least, end < 0 ? end + side : end));
        long count = Math.max(0, (to - from + step - Long.signum(step)) / step);
        return LongStream.range(0, count)
                .mapToInt(row -> (int) (from + row * step))
                .toArray();
    }

    static void concatenate(GraphNode node) {
        List<Constant> parts = new ArrayList<>();
        for (int i = 0; i < node.inputs(); i++) {
            parts.add(node.constant(i));
        }
        int axis = axis(node, node.number("axis", 0), parts.get(0));
        long[] dims = parts.get(0).dims().clone();
        dims[axis] = 0;
        for (Constant part : parts) {
            long[] own = part.dims().clone();
            node.expect(own.length == dims.length, "expected parts of one shape, got others", "export anew");
            dims[axis] += own[axis];
            own[axis] = dims[axis];
            node.expect(Arrays.equals(own, dims), "expected parts of one shape, got others", "export anew");
        }
        int size = Constant.count(dims);
        node.budget().hold("constants put together", size, Double.BYTES);
        double[] all = new double[size];
        int outer = Constant.count(Arrays.copyOf(dims, axis));
        int to = 0;
        List<double[]> numbers = parts.stream().map(Constant::numbers).toList();
        for (int row = 0; row < outer; row++) {
            for (double[] part : numbers) {
                int length = part.length / outer;
                System.arraycopy(part, row * length, all, to, length);
                to += length;
            }
        }
        node.make(Constant.of(dims, all));
    }

    private static int axis(GraphNode node, long axis, Constant constant) {
        int rank = constant.dims().length;
        long place = axis < 0 ? axis + rank : axis;
        node.expect(place >= 0 && place < rank, "expected an axis of " + rank + ", got " + axis, "export anew");
        return (int) place;
    }

    private static Constant chosen(GraphNode node, Constant from, int axis, int[] rows) {
        long side = from.dims()[axis];
        node.expect(
                IntStream.of(rows).allMatch(row -> row >= 0 && row < side),
                "expected places from 0 to " + (side - 1) + ", got others",
                "export the network anew");
        long[] dims = from.dims().clone();
        dims[axis] = rows.length;
        int size = Constant.count(dims);
        node.budget().hold("chosen constants", size, Double.BYTES);
        int inner = Constant.count(Arrays.copyOfRange(dims, axis + 1, dims.length));
        int outer = Constant.count(Arrays.copyOf(dims, axis));
        double[] numbers = from.numbers();
        double[] chosen = new double[size];
        int to = 0;
        for (int row = 0; row < outer; row++) {
            for (int place : rows) {
                System.arraycopy(numbers, (int) ((row * side + place) * inner), chosen, to, inner);
                to += inner;
            }
        }
        return Constant.of(dims, chosen);
    }
}
