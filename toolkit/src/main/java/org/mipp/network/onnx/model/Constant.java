package org.mipp.network.onnx.model;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;
import org.mipp.run.Checks;
import org.mipp.run.HeapBudget;

/** A tensor whose numbers do not depend on the input of the network: weights, and shapes that are computed. */
public interface Constant {

    /** Stands for the number of images at once, which nobody knows before a network is used. */
    double BATCH = -(1L << 52);

    int MOST_AXES = 8;

    /** {@return its shape; empty for a single number} */
    long[] dims();

    /** {@return its numbers, last axis fastest} */
    double[] numbers();

    /** {@return its numbers as floats, last axis fastest} */
    default float[] floats() {
        double[] numbers = numbers();
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    /** {@return how many numbers it has} */
    default int size() {
        return count(dims());
    }

    /** How many numbers a shape has, refused where a Java array cannot hold them. */
    static int count(long[] dims) {
        argument(
                dims.length <= MOST_AXES && Arrays.stream(dims).allMatch(side -> side >= 0),
                "tensor: expected at most %d sides of at least 0, got %s",
                MOST_AXES,
                dims.length <= MOST_AXES ? Arrays.toString(dims) : dims.length + " sides");
        long size = Arrays.stream(dims).reduce(1, Checks::saturated);
        argument(
                size <= Integer.MAX_VALUE - 8,
                "tensor: expected at most %d numbers, got the shape %s",
                Integer.MAX_VALUE - 8,
                Arrays.toString(dims));
        return (int) size;
    }

    /** Makes a constant that was computed. */
    static Constant of(long[] dims, double[] numbers) {
        argument(
                count(dims) == numbers.length,
                "tensor: expected %d numbers for the shape %s, got %d",
                count(dims),
                Arrays.toString(dims),
                numbers.length);
        return new Computed(dims, numbers);
    }

    /** Makes a vector. */
    static Constant vector(double... numbers) {
        return of(new long[] {numbers.length}, numbers);
    }

    /** Makes a tensor of one number throughout. */
    static Constant filled(long[] dims, double number, HeapBudget budget) {
        int size = count(dims);
        budget.hold("a tensor filled with one number", size, Double.BYTES);
        double[] numbers = new double[size];
        Arrays.fill(numbers, number);
        return of(dims, numbers);
    }

    /** {@return the same numbers in another shape} */
    default Constant reshaped(long... shape) {
        return new Reshaped(this, shape);
    }

    /** A constant in memory. */
    record Computed(long[] dims, double[] numbers) implements Constant {}

    /** A constant under another shape, whose numbers stay where they are. */
    record Reshaped(Constant of, long[] dims) implements Constant {

        public Reshaped {
            argument(
                    count(dims) == of.size(),
                    "tensor: expected a shape of %d numbers, got %s",
                    of.size(),
                    Arrays.toString(dims));
        }

        @Override
        public double[] numbers() {
            return of.numbers();
        }

        @Override
        public float[] floats() {
            return of.floats();
        }
    }
}
