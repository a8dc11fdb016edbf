package org.mipp.network;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** An immutable array of 32-bit floats with a shape, on the Java heap: a parameter at rest. */
public final class Tensor {

    private static final int UNKNOWN = -2;
    private static final int SHOWN = 8; // values in its text

    private final Shape shape;
    private final float[] values;
    private int notFinite = UNKNOWN; // the place of the first such value; several threads may find the same

    private Tensor(Shape shape, float[] values) {
        argument(
                shape.size() == values.length,
                "tensor: expected %d values for %s, got %d",
                shape.size(),
                shape,
                values.length);
        this.shape = shape;
        this.values = values;
    }

    /**
     * Makes a tensor.
     *
     * @param shape its shape
     * @param values its values, last axis fastest; copied
     * @return the tensor
     * @throws IllegalArgumentException if there are not as many values as the shape says
     */
    public static Tensor of(Shape shape, float... values) {
        return new Tensor(shape, values.clone());
    }

    /** {@return its shape} */
    public Shape shape() {
        return shape;
    }

    /** {@return a copy of its values, last axis fastest} */
    public float[] toArray() {
        return values.clone();
    }

    /**
     * Reads one value.
     *
     * @param place its index, last axis fastest
     * @return the value
     */
    public float at(int place) {
        return values[place];
    }

    /** {@return the index of the first value that is NaN or infinite, last axis fastest; -1 if there is none; sought once} */
    public int firstNotFinite() {
        int first = notFinite;
        if (first == UNKNOWN) {
            first = 0;
            while (first < values.length && Float.isFinite(values[first])) {
                first++;
            }
            first = first == values.length ? -1 : first;
            notFinite = first;
        }
        return first;
    }

    /** {@return how many values are NaN or infinite} */
    public long countNotFinite() {
        long count = 0;
        for (int i = Math.max(0, firstNotFinite()); i < values.length; i++) {
            count += Float.isFinite(values[i]) ? 0 : 1;
        }
        return count;
    }

    /**
     * Keeps some slices along an axis.
     *
     * @param axis the axis
     * @param kept the slices to keep, in the order wanted
     * @return a tensor that is shorter along that axis
     */
    public Tensor select(int axis, int[] kept) {
        int length = Math.toIntExact(shape.get(axis));
        int inner = Math.toIntExact(shape.slice(axis + 1).size());
        int outer = values.length / (length * inner);
        float[] selected = new float[outer * kept.length * inner];
        for (int o = 0, to = 0; o < outer; o++) {
            for (int k : kept) {
                System.arraycopy(values, (o * length + k) * inner, selected, to, inner);
                to += inner;
            }
        }
        long[] dimensions = shape.getShape().clone();
        dimensions[axis] = kept.length;
        return new Tensor(new Shape(dimensions), selected);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that && shape.equals(that.shape) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    /** Its shape, its range and its first values. */
    @Override
    public String toString() {
        String first = IntStream.range(0, Math.min(SHOWN, values.length))
                .mapToObj(place -> String.format(Locale.ROOT, "%.4g", values[place]))
                .collect(Collectors.joining(", "));
        double[] finite = IntStream.range(0, values.length)
                .mapToDouble(place -> values[place])
                .filter(Double::isFinite)
                .toArray();
        DoubleSummaryStatistics range = DoubleStream.of(finite).summaryStatistics();
        String words = finite.length == 0
                ? "no finite value"
                : String.format(
                        Locale.ROOT,
                        "from %.4g to %.4g, mean %.4g",
                        range.getMin(),
                        range.getMax(),
                        range.getAverage());
        return "Tensor " + shape + ", " + words + ": [" + first + (values.length > SHOWN ? ", ...]" : "]");
    }
}
