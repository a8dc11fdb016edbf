package org.mipp.network.onnx.read;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.mipp.network.onnx.model.Constant;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.Multiply;

/** Sums of tensors, and factors and summands per channel, which are taken down until it is known what they come to. */
final class ArithmeticOperators {

    private ArithmeticOperators() {}

    static void add(GraphNode node) {
        if (node.isConstant(0) || node.isConstant(1)) {
            affine(node, constantPlace(node), constant -> 1, constant -> constant);
        } else {
            SpelledFunctions.take(node, Double::sum, () -> sumOf(node));
        }
    }

    /** The sum of two or more tensors of one shape. */
    static void sum(GraphNode node) {
        node.make(sumOf(node));
    }

    private static Signal sumOf(GraphNode node) {
        List<Signal> inputs = node.allPlain();
        Signal first = inputs.get(0);
        if (inputs.size() == 1) {
            return first;
        }
        node.expect(
                inputs.stream()
                        .allMatch(other -> Arrays.equals(first.dims(), other.dims())
                                && first.channelsLast() == other.channelsLast()),
                "expected a sum of tensors of one shape, got " + inputs,
                "make shapes equal before they are added");
        return node.layer(new Add(), Map.of(), inputs).withLayout(first.channelsLast(), first.dims());
    }

    static void subtract(GraphNode node) {
        int place = constantPlace(node);
        double sign = place == 0 ? -1 : 1; // of the tensor
        affine(node, place, constant -> sign, constant -> -sign * constant);
    }

    static void multiply(GraphNode node) {
        if (node.isConstant(0) || node.isConstant(1)) {
            affine(node, constantPlace(node), constant -> constant, constant -> 0);
        } else {
            SpelledFunctions.take(node, (a, b) -> a * b, () -> product(node));
        }
    }

    /** The product of two tensors, of which one may have a single number per channel. */
    private static Signal product(GraphNode node) {
        List<Signal> inputs = node.allPlain();
        Signal one = inputs.get(0);
        Signal two = inputs.get(1);
        boolean second = isPerChannel(two, one);
        node.expect(
                second || isPerChannel(one, two),
                "expected a product of tensors of one shape, or with one number per channel, got " + inputs,
                "make shapes equal before they are multiplied");
        Signal larger = second ? one : two;
        return node.layer(new Multiply(), Map.of(), inputs).withLayout(larger.channelsLast(), larger.dims());
    }

    private static boolean isPerChannel(Signal one, Signal larger) {
        boolean alike = one.dims().length == larger.dims().length && one.channelsLast() == larger.channelsLast();
        return Arrays.equals(one.dims(), larger.dims()) && alike
                || alike
                        && one.channels() == larger.channels()
                        && Arrays.stream(one.dims()).reduce(1, Math::multiplyExact) == one.channels();
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
        if (input.pending() instanceof Pending.Spelled && node.constant(place).size() == 1) {
            double number = node.constant(place).numbers()[0];
            double slope = factor.applyAsDouble(number);
            double summed = summand.applyAsDouble(number);
            SpelledFunctions.take(node, 1 - place, x -> slope * x + summed, () -> {
                int channels = input.channels();
                double[] slopes = filled(channels, slope);
                Signal scaled = node.plain(1 - place).with(new Pending.Affine(slopes, filled(channels, summed)));
                return PendingLayers.plain(scaled, node);
            });
            return;
        }
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
        return new Pending.Affine(filled(channels, 1), new double[channels]);
    }

    private static double[] filled(int count, double number) {
        double[] numbers = new double[count];
        Arrays.fill(numbers, number);
        return numbers;
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
