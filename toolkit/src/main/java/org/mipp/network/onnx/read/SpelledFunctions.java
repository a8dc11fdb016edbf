package org.mipp.network.onnx.read;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Erf;
import org.mipp.network.operation.Pointwise;
import org.mipp.network.operation.Pointwise.Kind;

/**
 * Functions of one number that files spell out in several nodes: {@code x * sigmoid(x)}, {@code x * clip(x + 3, 0, 6) / 6}. They
 * are known by their values at some places, whichever way they are written.
 */
final class SpelledFunctions {

    static final int MOST_NODES = 16; // of one function; the longest of PyTorch's has 8

    private static final double[] PLACES =
            IntStream.rangeClosed(-40, 40).mapToDouble(i -> i * 0.2003).toArray();
    private static final double TOLERANCE = 1e-5; // constants are floats; the two forms of GELU are 5e-4 apart

    private static final Map<Kind, double[]> KNOWN = new EnumMap<>(Kind.class);

    static {
        KNOWN.put(Kind.SIGMOID, at(PLACES, SpelledFunctions::sigmoid));
        KNOWN.put(Kind.TANH, at(PLACES, Math::tanh));
        KNOWN.put(Kind.SILU, at(PLACES, x -> x * sigmoid(x)));
        KNOWN.put(Kind.HARD_SIGMOID, at(PLACES, x -> hard(x, 1 / 6.0, 0.5)));
        KNOWN.put(Kind.HARD_SWISH, at(PLACES, x -> x * hard(x, 1 / 6.0, 0.5)));
        KNOWN.put(Kind.GELU, at(PLACES, x -> x * (1 + Erf.value(x * Math.sqrt(0.5))) / 2));
        KNOWN.put(
                Kind.GELU_TANH,
                at(PLACES, x -> x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2));
    }

    private SpelledFunctions() {}

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double hard(double x, double alpha, double beta) {
        return Math.min(Math.max(alpha * x + beta, 0), 1);
    }

    private static double[] at(double[] places, DoubleUnaryOperator function) {
        return Arrays.stream(places).map(function).toArray();
    }

    /** The operation that has these values. */
    static Optional<Pointwise> known(Pending.Spelled function) {
        return KNOWN.entrySet().stream()
                .filter(known -> near(known.getValue(), function.values()))
                .map(Map.Entry::getKey)
                .map(kind -> kind == Kind.HARD_SIGMOID ? Pointwise.hardSigmoid() : new Pointwise(kind))
                .findFirst();
    }

    private static boolean near(double[] one, double[] other) {
        return IntStream.range(0, one.length).allMatch(i -> Math.abs(one[i] - other[i]) < TOLERANCE);
    }

    /**
     * A tensor as a function of the layer behind it, one that may still grow.
     *
     * @return nothing where a node has not treated all values alike
     */
    private static Optional<Pending.Spelled> of(Signal signal) {
        if (signal.pending() instanceof Pending.Spelled function) {
            return function.nodes() < MOST_NODES ? Optional.of(function) : Optional.empty();
        }
        if (signal.pending() instanceof Pending.None) {
            return Optional.of(new Pending.Spelled(PLACES, 0, () -> signal));
        }
        if (signal.pending() instanceof Pending.Affine affine && affine.isUniform()) {
            double factor = affine.factor()[0];
            double summand = affine.summand()[0];
            return Optional.of(new Pending.Spelled(at(PLACES, x -> factor * x + summand), 1, () -> signal));
        }
        return Optional.empty();
    }

    /**
     * Takes down a function of one tensor.
     *
     * @param otherwise the layers that a node is by itself
     */
    static void take(GraphNode node, int place, DoubleUnaryOperator function, Supplier<Signal> otherwise) {
        Signal input = node.signal(place);
        node.make(of(input)
                .map(before ->
                        input.with(new Pending.Spelled(at(before.values(), function), before.nodes() + 1, otherwise)))
                .orElseGet(otherwise));
    }

    /** Takes down what becomes of two tensors of which one is a function of what is behind the other; else makes layers. */
    static void take(GraphNode node, DoubleBinaryOperator function, Supplier<Signal> otherwise) {
        Signal one = node.signal(0);
        Signal two = node.signal(1);
        Optional<Pending.Spelled> first = of(one);
        Optional<Pending.Spelled> second = of(two);
        boolean spelled = one.pending() instanceof Pending.Spelled || two.pending() instanceof Pending.Spelled;
        spelled |= node.readsTwice(); // a square
        boolean same = one.layer().equals(two.layer())
                && one.channelsLast() == two.channelsLast()
                && Arrays.equals(one.dims(), two.dims());
        if (!spelled || !same || first.isEmpty() || second.isEmpty()) {
            node.make(otherwise.get());
            return;
        }
        double[] left = first.get().values();
        double[] right = second.get().values();
        double[] values = IntStream.range(0, left.length)
                .mapToDouble(i -> function.applyAsDouble(left[i], right[i]))
                .toArray();
        int nodes = first.get().nodes() + second.get().nodes() + 1;
        node.make(one.with(new Pending.Spelled(values, nodes, otherwise)));
    }
}
