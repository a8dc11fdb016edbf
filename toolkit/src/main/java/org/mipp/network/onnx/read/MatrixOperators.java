package org.mipp.network.onnx.read;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mipp.network.onnx.model.Constant;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.FullyConnected;

/** Products with a matrix of weights: fully connected layers, and convolutions of one pixel where channels come last. */
final class MatrixOperators {

    private MatrixOperators() {}

    /** alpha A' B' + beta C. */
    static void gemm(GraphNode node) {
        node.expect(
                node.number("transA", 0) == 0, "expected images in rows, got them in columns (transA)", "set transA=0");
        Constant weight = node.constant(1);
        boolean rows = node.number("transB", 0) != 0;
        float[] matrix = rows ? weight.floats() : transposed(node, weight);
        scale(matrix, node.fraction("alpha", 1));
        requireMatrix(node, weight);
        int outputs = Math.toIntExact(weight.dims()[rows ? 0 : 1]);
        float[] bias = null;
        if (node.has(2)) {
            bias = spread(node, node.constant(2), outputs);
            scale(bias, node.fraction("beta", 1));
        }
        node.make(connected(node, matrix, outputs, bias));
    }

    /** A B. */
    static void product(GraphNode node) {
        Constant weight = node.constant(1);
        float[] matrix = transposed(node, weight);
        int outputs = Math.toIntExact(weight.dims()[1]);
        Signal input = node.signal(0);
        if (input.channelsLast() && input.dims().length == 3) {
            Signal plain = node.plain(0);
            Signal made = node.layer(
                    new Convolution(plain.channels(), outputs, 1, 1, 0, false),
                    GraphNode.weights(matrix, null),
                    List.of(plain));
            node.make(made.withLayout(true, plain.dims()[0], plain.dims()[1], outputs));
            return;
        }
        node.make(connected(node, matrix, outputs, null));
    }

    private static Signal connected(GraphNode node, float[] matrix, int outputs, float @Nullable [] bias) {
        Signal input = node.signal(0);
        node.expect(
                input.dims().length == 1,
                "expected a vector for every image, got the shape " + input,
                "flatten before a fully connected layer");
        int inputs = matrix.length / Math.max(1, outputs);
        node.expect(
                input.dims()[0] == inputs,
                "expected " + input.dims()[0] + " rows of weights, one for each column, got " + inputs,
                "check the size of the images");
        Signal plain;
        float[] weight = matrix;
        if (input.pending() instanceof Pending.Columns columns) {
            weight = inOrder(matrix, inputs, columns.order());
            plain = input.with(new Pending.None());
        } else {
            plain = node.plain(0);
        }
        return node.layer(
                new FullyConnected(inputs, outputs, bias != null), GraphNode.weights(weight, bias), List.of(plain));
    }

    private static float[] inOrder(float[] matrix, int inputs, int[] order) {
        float[] sorted = new float[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            sorted[i - i % inputs + order[i % inputs]] = matrix[i];
        }
        return sorted;
    }

    private static void requireMatrix(GraphNode node, Constant weight) {
        node.expect(
                weight.dims().length == 2 && weight.size() > 0,
                "expected a matrix of weights, got the shape " + Arrays.toString(weight.dims()),
                "use a fully connected layer");
    }

    /** A matrix {@code [inputs, outputs]} as rows per output. */
    private static float[] transposed(GraphNode node, Constant weight) {
        requireMatrix(node, weight);
        int rows = Math.toIntExact(weight.dims()[0]);
        int columns = Math.toIntExact(weight.dims()[1]);
        float[] from = weight.floats();
        float[] to = new float[from.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                to[column * rows + row] = from[row * columns + column];
            }
        }
        return to;
    }

    /** A bias that may be one number for all. */
    private static float[] spread(GraphNode node, Constant bias, int outputs) {
        float[] given = bias.floats();
        node.expect(
                given.length == 1 || given.length == outputs,
                "expected a bias of " + outputs + " numbers, got the shape " + Arrays.toString(bias.dims()),
                "export the network anew");
        float[] spread = new float[outputs];
        for (int i = 0; i < outputs; i++) {
            spread[i] = given[given.length == 1 ? 0 : i];
        }
        return spread;
    }

    private static void scale(float[] numbers, float factor) {
        for (int i = 0; factor != 1 && i < numbers.length; i++) {
            numbers[i] *= factor;
        }
    }
}
