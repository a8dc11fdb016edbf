package org.mipp.network.onnx.read;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.mipp.network.onnx.model.Constant;
import org.mipp.network.onnx.model.ElementType;
import org.mipp.network.onnx.model.OnnxModel.Attribute;
import org.mipp.network.onnx.model.OnnxTensor;
import org.mipp.network.onnx.model.PackedNumbers;
import org.mipp.run.Checks;

/** Nodes that make constants, and those that compute constants of others, such as shapes: done once, while reading. */
final class ConstantOperators {

    private static final int MOST = 1 << 24; // numbers that are computed with

    private static final Map<String, NodeReader> FOLDS = new HashMap<>();

    static {
        FOLDS.put("Identity", node -> node.make(node.constant(0)));
        FOLDS.put("Cast", ConstantOperators::cast);
        FOLDS.put("Reshape", ConstantOperators::reshape);
        FOLDS.put("Flatten", node -> node.make(flattened(node)));
        FOLDS.put("Squeeze", ConstantOperators::squeeze);
        FOLDS.put("Unsqueeze", ConstantOperators::unsqueeze);
        FOLDS.put("Transpose", node -> ConstantArrays.transpose(node));
        FOLDS.put("Gather", node -> ConstantArrays.gather(node));
        FOLDS.put("Slice", node -> ConstantArrays.slice(node));
        FOLDS.put("Concat", node -> ConstantArrays.concatenate(node));
        FOLDS.put(
                "Shape",
                node -> node.make(Constant.vector(
                        Arrays.stream(node.constant(0).dims()).asDoubleStream().toArray())));
        FOLDS.put("Add", node -> compute(node, Double::sum));
        FOLDS.put("Sub", node -> compute(node, (a, b) -> a - b));
        FOLDS.put("Mul", node -> compute(node, (a, b) -> a * b));
        FOLDS.put("Div", node -> compute(node, (a, b) -> a / b));
        FOLDS.put("Sqrt", node -> computeEach(node, Math::sqrt));
        FOLDS.put("Neg", node -> computeEach(node, a -> 0 - a));
        FOLDS.put("Reciprocal", node -> computeEach(node, a -> 1 / a));
    }

    private ConstantOperators() {}

    /** Whether nodes of a type are computed where all that they read is constant. */
    static boolean folds(String type) {
        return FOLDS.containsKey(type) || type.equals("ConstantOfShape");
    }

    static void fold(GraphNode node) {
        if (node.type().equals("ConstantOfShape")) {
            filled(node);
        } else {
            FOLDS.get(node.type()).read(node);
        }
    }

    /** The value of a node that reads nothing. */
    static void constant(GraphNode node) {
        Optional<OnnxTensor> tensor =
                Optional.ofNullable(node.attribute("value")).flatMap(Attribute::tensor);
        if (tensor.isPresent()) {
            node.make(tensor.get());
        } else if (node.hasAttribute("value_int")) {
            node.make(Constant.of(new long[0], new double[] {node.number("value_int", 0)}));
        } else if (node.hasAttribute("value_float")) {
            node.make(Constant.of(new long[0], new double[] {node.fraction("value_float", 0)}));
        } else if (node.hasAttribute("value_ints")) {
            node.make(Constant.vector(
                    Arrays.stream(node.numbers("value_ints")).asDoubleStream().toArray()));
        } else if (node.hasAttribute("value_floats")) {
            node.make(Constant.vector(
                    PackedNumbers.floats(node.attribute("value_floats").numbers())));
        } else {
            throw node.refusal(
                    "expected a dense tensor or numbers as its value, got another kind", "export the network anew");
        }
    }

    /** A tensor of a given shape of one number throughout, zero where none is given. */
    static void filled(GraphNode node) {
        Optional<OnnxTensor> value =
                Optional.ofNullable(node.attribute("value")).flatMap(Attribute::tensor);
        long[] dims = GraphNode.whole(node.constant(0));
        node.expect(
                value.map(Constant::size).orElse(1) == 1, "expected one number as its value, got more", "export anew");
        node.make(Constant.filled(dims, value.map(number -> number.numbers()[0]).orElse(0.0), node.budget()));
    }

    /** Numbers of another type: whole ones lose what is behind the point. */
    private static void cast(GraphNode node) {
        boolean whole = ElementType.of(node.number("to", 1))
                .filter(type -> type.name().contains("INT"))
                .isPresent();
        if (whole) {
            computeEach(node, a -> (double) (long) a);
        } else {
            node.make(node.constant(0));
        }
    }

    private static void reshape(GraphNode node) {
        Constant from = node.constant(0);
        long[] dims = node.has(1) ? GraphNode.whole(node.constant(1)) : node.numbers("shape");
        int open = -1;
        long known = 1;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] == 0 && node.number("allowzero", 0) == 0 && i < from.dims().length) {
                dims[i] = from.dims()[i];
            }
            if (dims[i] == -1) {
                node.expect(open < 0, "expected one open side, got two", "export the network anew");
                open = i;
            } else {
                known = Checks.saturated(known, Math.max(0, dims[i]));
            }
        }
        if (open >= 0) {
            dims[open] = known == 0 ? 0 : from.size() / known;
        }
        node.make(from.reshaped(dims));
    }

    private static Constant flattened(GraphNode node) {
        Constant from = node.constant(0);
        long axis = node.number("axis", 1);
        long first = axis < 0 ? axis + from.dims().length : axis;
        node.expect(
                first >= 0 && first <= from.dims().length, "expected an axis of its input, got " + axis, "export anew");
        long rows = Arrays.stream(from.dims(), 0, (int) first).reduce(1, Math::multiplyExact);
        return from.reshaped(rows, rows == 0 ? 0 : from.size() / rows);
    }

    private static void squeeze(GraphNode node) {
        Constant from = node.constant(0);
        long[] axes = node.numbers(1, "axes");
        int rank = from.dims().length;
        node.make(from.reshaped(IntStream.range(0, rank)
                .filter(place -> axes.length == 0
                        ? from.dims()[place] != 1
                        : Arrays.stream(axes).noneMatch(axis -> axis == place || axis + rank == place))
                .mapToLong(place -> from.dims()[place])
                .toArray()));
    }

    private static void unsqueeze(GraphNode node) {
        Constant from = node.constant(0);
        long[] axes = node.numbers(1, "axes");
        int rank = from.dims().length + axes.length;
        node.expect(rank <= Constant.MOST_AXES, "expected a few axes, got " + rank, "export the network anew");
        long[] dims = new long[rank];
        for (long axis : axes) {
            long place = axis < 0 ? axis + rank : axis;
            node.expect(
                    place >= 0 && place < rank && dims[(int) place] == 0,
                    "expected different axes, got others",
                    "export anew");
            dims[(int) place] = 1;
        }
        for (int place = 0, next = 0; place < rank; place++) {
            dims[place] = dims[place] == 1 ? 1 : from.dims()[next++];
        }
        node.make(from.reshaped(dims));
    }

    private static void computeEach(GraphNode node, DoubleUnaryOperator operation) {
        Constant from = node.constant(0);
        node.make(Constant.of(
                from.dims(), Arrays.stream(from.numbers()).map(operation).toArray()));
    }

    /** Computes number by number; of two tensors one may have one number only, or fit the end of the other's shape. */
    private static void compute(GraphNode node, DoubleBinaryOperator operation) {
        Constant first = node.constant(0);
        Constant second = node.constant(1);
        Constant larger = second.size() > first.size() || second.dims().length > first.dims().length ? second : first;
        node.expect(
                fits(first, larger) && fits(second, larger) && larger.size() <= MOST,
                "expected constants of one shape, or one of a single number, got " + Arrays.toString(first.dims())
                        + " and " + Arrays.toString(second.dims()),
                "fold constants first, as onnxsim does");
        double[] a = first.numbers();
        double[] b = second.numbers();
        double[] computed = new double[larger.size()];
        for (int i = 0; i < computed.length; i++) {
            computed[i] = operation.applyAsDouble(a[i % a.length], b[i % b.length]);
        }
        node.make(Constant.of(larger.dims(), computed));
    }

    private static boolean fits(Constant constant, Constant larger) {
        long[] own = constant.dims();
        int from = larger.dims().length - own.length;
        return constant.size() == 1
                || from >= 0 && Arrays.equals(own, Arrays.copyOfRange(larger.dims(), from, larger.dims().length));
    }
}
