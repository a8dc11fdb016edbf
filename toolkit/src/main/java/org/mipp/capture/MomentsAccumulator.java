package org.mipp.capture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import org.mipp.linalg.SecondMoments;

/**
 * Adds up second moments on the device, in float64, batch by batch: one matrix product per batch, one transfer at the end.
 *
 * <p>Values are taken relative to the mean of the first rows, so that a large mean costs no digits. Not thread-safe; closing
 * it frees the sums.
 */
public final class MomentsAccumulator implements AutoCloseable {

    private static final int SLICE = 8192; // rows that are widened at once

    private final NDManager manager;
    private final DataType precision; // of the products within a slice; they are added up in double precision
    private long rows;
    private long independent;
    private int inputs;
    private @Nullable NDArray shift; // [1, p + q]
    private @Nullable NDArray sum; // [1, p + q]
    private @Nullable NDArray squares; // [p + q, p + q]

    /**
     * Starts with nothing.
     *
     * @param parent the manager on whose device the sums live
     */
    public MomentsAccumulator(NDManager parent) {
        this(parent, DataType.FLOAT64);
    }

    /**
     * Starts with nothing, for sums that may be less exact.
     *
     * @param parent the manager on whose device the sums live
     * @param precision in which {@value #SLICE} rows are multiplied: single precision takes half the time, for six digits
     */
    public MomentsAccumulator(NDManager parent, DataType precision) {
        this.manager = parent.newSubManager();
        this.precision = precision;
    }

    /**
     * Adds rows.
     *
     * @param x inputs, floats, shape {@code [rows, p]}
     * @param y targets, floats, shape {@code [rows, q]}
     * @param independentRows how many of the rows count as independent, for example the images they come from
     */
    public void add(NDArray x, NDArray y, long independentRows) {
        long count = x.getShape().get(0);
        for (long from = 0; from < count; from += SLICE) {
            NDIndex slice = new NDIndex("{}:{}", from, Math.min(count, from + SLICE));
            try (NDArray someX = x.get(slice);
                    NDArray someY = y.get(slice)) {
                addSlice(someX, someY);
            }
        }
        rows += count;
        independent += independentRows;
    }

    private void addSlice(NDArray x, NDArray y) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray z = NDArrays.concat(new NDList(x, y), 1);
            z.attach(scope);
            NDArray z64 = z.toType(DataType.FLOAT64, false);
            if (shift == null || sum == null || squares == null) {
                inputs = Math.toIntExact(x.getShape().get(1));
                shift = z64.mean(new int[] {0}, true);
                shift.attach(manager);
                sum = manager.zeros(shift.getShape(), DataType.FLOAT64);
                squares = manager.zeros(
                        new Shape(z.getShape().get(1), z.getShape().get(1)), DataType.FLOAT64);
            }
            NDArray centred = z64.subi(shift);
            sum.addi(centred.sum(new int[] {0}, true));
            NDArray factor = centred.toType(precision, false);
            squares.addi(factor.transpose().matMul(factor).toType(DataType.FLOAT64, false));
        }
    }

    /**
     * Reads the moments of all rows so far.
     *
     * @return the moments
     * @throws IllegalStateException if nothing was added
     * @throws IllegalArgumentException if a value was not finite
     */
    public SecondMoments moments() {
        if (shift == null || sum == null || squares == null) {
            throw new IllegalStateException("moments: expected at least one batch, got none");
        }
        double[] mean = shift.toDoubleArray();
        double[] offset = sum.toDoubleArray();
        double[] scatter = squares.toDoubleArray();
        int d = mean.length;
        for (int i = 0, k = 0; i < d; i++) {
            for (int j = 0; j < d; j++, k++) {
                scatter[k] -= offset[i] * offset[j] / rows;
            }
        }
        for (int j = 0; j < d; j++) {
            mean[j] += offset[j] / rows;
        }
        return SecondMoments.of(inputs, rows, independent, mean, scatter);
    }

    @Override
    public void close() {
        manager.close();
    }
}
