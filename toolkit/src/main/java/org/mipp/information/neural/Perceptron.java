package org.mipp.information.neural;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.mipp.run.HeapBudget;

/**
 * A multilayer perceptron with the smooth rectifier {@code z sigmoid(z)}, whose weights are views of one long vector.
 *
 * <p>It computes its gradients itself instead of asking the engine's gradient collector, of which there may be only one
 * in a process: two estimates on two threads, or an estimate next to a network that is being trained in another cell,
 * would fail. The smooth rectifier is used because the log-ratio of densities that a critic learns is smooth: on curved
 * dependence it finds a tenth more than the plain one from the same samples.
 *
 * <p>All results live in the manager of the input.
 */
final class Perceptron {

    private static final int VALUES_AT_ONCE = 32_767;
    private static final int LARGEST = Integer.MAX_VALUE - 8; // what a Java array holds

    private final NDArray[] weight; // [outputs, inputs]
    private final NDArray[] bias;

    /**
     * What a forward pass leaves for the backward pass.
     *
     * @param output shape {@code [rows, outputs]}
     * @param inputs of every layer
     * @param gates of every hidden layer, the sigmoids
     */
    record Pass(NDArray output, NDArray[] inputs, NDArray[] gates) {}

    /**
     * Lays the weights over a vector.
     *
     * @param vector of at least {@code offset + size(widths)} floats; the views live in its manager
     * @param offset where this network's weights begin
     * @param widths inputs, hidden layers, outputs
     */
    Perceptron(NDArray vector, int offset, int... widths) {
        weight = new NDArray[widths.length - 1];
        bias = new NDArray[widths.length - 1];
        long from = offset;
        for (int layer = 0; layer < weight.length; layer++) {
            long to = from + (long) widths[layer] * widths[layer + 1];
            weight[layer] = vector.get("{}:{}", from, to).reshape(widths[layer + 1], widths[layer]);
            bias[layer] = vector.get("{}:{}", to, to + widths[layer + 1]);
            from = to + widths[layer + 1];
        }
    }

    /** Puts the hidden widths between inputs and outputs. */
    static int[] widths(int inputs, List<Integer> hidden, int outputs) {
        int[] widths = new int[hidden.size() + 2];
        widths[0] = inputs;
        for (int layer = 0; layer < hidden.size(); layer++) {
            widths[layer + 1] = hidden.get(layer);
        }
        widths[widths.length - 1] = outputs;
        return widths;
    }

    /** {@return how many weights a network of these widths has} */
    static int size(int... widths) {
        long size = 0;
        for (int layer = 0; layer + 1 < widths.length; layer++) {
            size += Math.min(LARGEST, (widths[layer] + 1L) * widths[layer + 1]);
        }
        String what = "network of widths " + Arrays.toString(widths);
        HeapBudget.half().pass(what, size, Float.BYTES);
        argument(size <= LARGEST, "%s: expected at most %d weights, got more; choose smaller widths", what, LARGEST);
        return (int) size;
    }

    /** Draws starting weights, uniform within one over the root of a layer's inputs, and writes them from an offset on. */
    static void initialise(float[] vector, int offset, SplittableRandom random, int... widths) {
        int k = offset;
        for (int layer = 0; layer + 1 < widths.length; layer++) {
            double bound = 1 / Math.sqrt(widths[layer]);
            for (int end = k + (widths[layer] + 1) * widths[layer + 1]; k < end; k++) {
                vector[k] = (float) (bound * (2 * random.nextDouble() - 1));
            }
        }
    }

    /** How many weights the network has. */
    int weights() {
        int count = 0;
        for (int layer = 0; layer < weight.length; layer++) {
            count += (int) (weight[layer].size() + bias[layer].size());
        }
        return count;
    }

    /**
     * How many rows to run at once: so few that the engine, which shares larger arrays among threads, leaves every operation
     * on this one. Sharing so little work gains nothing on idle cores and makes a step four times as slow on busy ones.
     */
    int rowsAtOnce() {
        long widest = 1;
        for (NDArray layer : bias) {
            widest = Math.max(widest, layer.size());
        }
        return (int) Math.max(1, VALUES_AT_ONCE / widest);
    }

    /** Runs the network on rows and keeps what {@link #backward} needs. */
    Pass forward(NDArray input) {
        NDArray[] inputs = new NDArray[weight.length];
        NDArray[] gates = new NDArray[weight.length - 1];
        NDArray current = input;
        for (int layer = 0; layer < weight.length; layer++) {
            inputs[layer] = current;
            current = Linear.linear(current, weight[layer], bias[layer]).singletonOrThrow();
            if (layer < gates.length) {
                gates[layer] = current.getNDArrayInternal().sigmoid();
                current = current.muli(gates[layer]);
            }
        }
        return new Pass(current, inputs, gates);
    }

    /**
     * Carries a gradient back through a pass.
     *
     * @param pass of this network
     * @param slope the loss's slope in each output, shape {@code [rows, outputs]}
     * @param weights takes the gradient in the weights, layer after layer in the order of the vector, flattened
     * @return the gradient in the first layer's pre-activations; {@link #inputSlope} turns it into that of the inputs
     */
    NDArray backward(Pass pass, NDArray slope, NDList weights) {
        NDArray current = slope;
        NDArray[] flat = new NDArray[2 * weight.length];
        for (int layer = weight.length - 1; layer >= 0; layer--) {
            NDArray input = pass.inputs()[layer];
            flat[2 * layer] = current.transpose().matMul(input).flatten();
            flat[2 * layer + 1] = current.sum(new int[] {0});
            if (layer > 0) { // d(z s)/dz = s + z s (1 - s)
                NDArray gate = pass.gates()[layer - 1];
                NDArray bend = input.mul(gate).subi(input).subi(gate);
                current = current.matMul(weight[layer]).muli(bend).negi();
            }
        }
        weights.addAll(new NDList(flat));
        return current;
    }

    /** Turns what {@link #backward} returned into the gradient in the inputs. */
    NDArray inputSlope(NDArray firstSlope) {
        return firstSlope.matMul(weight[0]);
    }

    /** Makes one vector of gradients that were collected network after network. */
    static NDArray joined(NDList weights) {
        return NDArrays.concat(weights);
    }

    /** Runs the network on neighbouring rows of a table and copies the outputs, row by row. */
    float[] outputs(NDArray table, int from, int to) {
        float[] outputs = {};
        for (int first = from; first < to; first += rowsAtOnce()) {
            int end = Math.min(to, first + rowsAtOnce());
            try (NDManager scope = table.getManager().newSubManager()) {
                NDArray rows = table.get(scope, new NDIndex("{}:{}", first, end));
                float[] part = forward(rows).output().toFloatArray();
                int columns = part.length / (end - first);
                outputs = first == from ? new float[columns * (to - from)] : outputs;
                System.arraycopy(part, 0, outputs, columns * (first - from), part.length);
            }
        }
        return outputs;
    }

    /** Copies rows of a table into a scope. */
    static NDArray rows(NDArray table, int[] rows, NDManager scope) {
        long[] index = new long[rows.length]; // the engine wants 64 bits
        for (int i = 0; i < index.length; i++) {
            index[i] = rows[i];
        }
        return table.get(scope, new NDIndex("{}", scope.create(index)));
    }

    /** Puts a table of floats into the memory of a manager. */
    static NDArray table(NDManager manager, float[] values, int columns) {
        return manager.create(values, new Shape(values.length / columns, columns));
    }
}
