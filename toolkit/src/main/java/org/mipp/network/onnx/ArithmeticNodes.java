package org.mipp.network.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.mipp.network.operation.Add;

/** Sums of tensors, and factors and summands per channel, which are taken down until it is known what they come to. */
final class ArithmeticNodes {

    private ArithmeticNodes() {}

    static void add(GraphNode node) {
        if (node.isConstant(0) || node.isConstant(1)) {
            affine(node, constantPlace(node), constant -> 1, constant -> constant);
        } else {
            sum(node);
        }
    }

    /** The sum of two or more tensors of one shape. */
    static void sum(GraphNode node) {
        List<Signal> inputs = node.allPlain();
        Signal first = inputs.get(0);
        if (inputs.size() == 1) {
            node.make(first);
            return;
        }
        node.expect(
                inputs.stream()
                        .allMatch(other -> Arrays.equals(first.dims(), other.dims())
                                && first.channelsLast() == other.channelsLast()),
                "expected a sum of tensors of one shape, got " + inputs,
                "make shapes equal before they are added");
        node.make(node.layer(new Add(), Map.of(), inputs).withLayout(first.channelsLast(), first.dims()));
    }

    static void subtract(GraphNode node) {
        int place = constantPlace(node);
        double sign = place == 0 ? -1 : 1; // of the tensor
        affine(node, place, constant -> sign, constant -> -sign * constant);
    }

    static void multiply(GraphNode node) {
        affine(node, constantPlace(node), constant -> constant, constant -> 0);
    }

    static void divide(GraphNode node) {
        node.expect(node.isConstant(1), "expected a constant to divide by, got a tensor", "rewrite this step");
        affine(node, 1, constant -> 1 / constant, constant -> 0);
    }

    private static int constantPlace(GraphNode node) {
        node.expect(
                node.isConstant(0) || node.isConstant(1),
                "expected a constant beside the tensor, got two tensors",
                "rewrite this step, or end the network before it");
        return node.isConstant(0) ? 0 : 1;
    }

    /** Takes down x -> factor x + summand, both of which follow from the constant at a place. */
    private static void affine(GraphNode node, int place, DoubleUnaryOperator factor, DoubleUnaryOperator summand) {
        Signal input = node.signal(1 - place);
        boolean further = input.pending() instanceof Pending.Affine || input.pending() instanceof Pending.Tail;
        Signal bare = further ? input : node.plain(1 - place);
        double[] numbers = perChannel(node, node.constant(place), bare);
        int channels = numbers.length;
        double[] factors = Arrays.stream(numbers).map(factor).toArray();
        double[] summands = Arrays.stream(numbers).map(summand).toArray();
        node.expect(
                !(bare.pending() instanceof Pending.Tail),
                "expected probabilities to be the end of the network, got arithmetic after them",
                "end the network before it");
        Pending.Affine before = bare.pending() instanceof Pending.Affine affine ? affine : identity(channels);
        node.make(bare.with(before.then(factors, summands)));
    }

    private static Pending.Affine identity(int channels) {
        double[] ones = new double[channels];
        Arrays.fill(ones, 1);
        return new Pending.Affine(ones, new double[channels]);
    }

    /** One number for each channel, of a constant that is broadcast over the others axes. */
    private static double[] perChannel(GraphNode node, Constant constant, Signal input) {
        long[] dims = constant.dims();
        int channels = input.channels();
        int from = dims.length - input.dims().length; // the place of the signal's first axis in the constant's shape
        boolean fits = constant.size() == 1;
        if (!fits && from <= 1 && constant.size() == channels) {
            int axis = input.channelAxis() + from;
            fits = axis >= 0 && dims[axis] == channels;
        }
        node.expect(
                fits && channels > 0,
                "expected one number, or one for each of " + channels + " channels, got a constant of shape "
                        + Arrays.toString(dims) + " beside " + input,
                "use constants per channel");
        double[] numbers = constant.numbers();
        double[] spread = new double[channels];
        for (int i = 0; i < channels; i++) {
            spread[i] = numbers[numbers.length == 1 ? 0 : i];
        }
        return spread;
    }
}
