package org.mipp.capture.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mipp.linalg.MomentsSum;
import org.mipp.linalg.SecondMoments;

/**
 * Adds up second moments on the device, in float64: of the symmetric sum of products only bands of rows from the diagonal on,
 * so that half the memory and half the products suffice. Few rows wait until their product is worth a pass over the sums.
 *
 * <p>Values are taken relative to the mean of the first rows, so that a large mean costs no digits. Sums depend on the rows and
 * their order, and to rounding on how they come in batches. Not thread-safe; closing it frees the sums.
 */
public final class MomentsAccumulator implements AutoCloseable {

    /** Bytes that one product takes beside the sums, about: rows in single and double precision, and a band. */
    public static final long TRANSIENT = 200_000_000;

    private static final int BAND = 256; // rows of the sums that one product makes
    private static final long VALUES = 1L << 23; // that are widened at once
    private static final int LEAST_ROWS = 512; // of a product

    private final NDManager manager;
    private final DataType precision; // of a product; products are added up in double precision
    private final NDList waiting = new NDList(); // rows [x, y] in single precision
    private final List<NDArray> bands = new ArrayList<>(); // band b: rows from b * BAND on, columns likewise
    private long waitingRows;
    private long rows;
    private long independent;
    private int inputs;
    private int columns;
    private @Nullable NDArray shift; // [1, p + q]
    private @Nullable NDArray sum; // [1, p + q]

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
     * @param precision in which rows are multiplied: single precision takes half the time, for six digits
     */
    public MomentsAccumulator(NDManager parent, DataType precision) {
        this.manager = parent.newSubManager();
        this.precision = precision;
    }

    /**
     * Says how much memory the sums take.
     *
     * @param columns inputs and targets together
     * @return bytes
     */
    public static long bytes(long columns) {
        long entries = 0;
        for (long from = 0; from < columns; from += BAND) {
            entries += Math.min(BAND, columns - from) * (columns - from);
        }
        return entries * Double.BYTES;
    }

    /**
     * Adds rows.
     *
     * @param x inputs, floats, shape {@code [rows, p]}
     * @param y targets, floats, shape {@code [rows, q]}
     * @param independentRows how many of the rows count as independent, for example the images they come from
     */
    public void add(NDArray x, NDArray y, long independentRows) {
        inputs = Math.toIntExact(x.getShape().get(1));
        columns = inputs + Math.toIntExact(y.getShape().get(1));
        long count = x.getShape().get(0);
        long atOnce = Math.max(1, VALUES / columns);
        for (long from = 0; from < count; from += atOnce) {
            NDIndex slice = new NDIndex("{}:{}", from, Math.min(count, from + atOnce));
            try (NDArray someX = x.get(slice);
                    NDArray someY = y.get(slice)) {
                wait(NDArrays.concat(new NDList(someX, someY), 1));
            }
        }
        rows += count;
        independent += independentRows;
    }

    private void wait(NDArray z) {
        z.attach(manager);
        waiting.add(z);
        waitingRows += z.getShape().get(0);
        if (waitingRows >= LEAST_ROWS || waitingRows * columns >= VALUES) {
            addWaiting();
        }
    }

    private void addWaiting() {
        if (waiting.isEmpty()) {
            return;
        }
        try (NDManager scope = manager.newSubManager()) {
            NDArray z = waiting.size() == 1 ? waiting.get(0) : NDArrays.concat(waiting, 0);
            z.attach(scope);
            NDArray centred = z.toType(DataType.FLOAT64, false);
            centred.attach(scope);
            z.close();
            waiting.forEach(NDArray::close);
            waiting.clear();
            waitingRows = 0;
            if (shift == null || sum == null) {
                shift = centred.mean(new int[] {0}, true);
                shift.attach(manager);
                sum = manager.zeros(shift.getShape(), DataType.FLOAT64);
                for (int from = 0; from < columns; from += BAND) {
                    bands.add(
                            manager.zeros(new Shape(Math.min(BAND, columns - from), columns - from), DataType.FLOAT64));
                }
            }
            centred.subi(shift);
            sum.addi(centred.sum(new int[] {0}, true));
            NDArray factor = centred.toType(precision, false);
            for (int b = 0; b < bands.size(); b++) {
                addProduct(factor, b);
            }
        }
    }

    private void addProduct(NDArray factor, int b) {
        long from = (long) b * BAND;
        try (NDArray all = factor.get(new NDIndex(":, {}:", from));
                NDArray own = all.get(new NDIndex(":, :{}", Math.min(BAND, columns - from)));
                NDArray across = own.transpose();
                NDArray product = across.matMul(all)) {
            bands.get(b).addi(product.toType(DataType.FLOAT64, false));
        }
    }

    /**
     * Adds the moments of all rows so far to others.
     *
     * @param total of the same inputs and targets
     * @throws IllegalStateException if no row was added
     * @throws IllegalArgumentException if a value was not finite
     */
    public void addTo(MomentsSum total) {
        addWaiting();
        if (shift == null || sum == null) {
            throw new IllegalStateException("moments: expected at least one batch, got none");
        }
        double[] mean = shift.toDoubleArray();
        double[] offset = sum.toDoubleArray();
        for (int j = 0; j < mean.length; j++) {
            mean[j] += offset[j] / rows;
        }
        total.add(rows, independent, mean, new BandRows(offset));
    }

    /**
     * Reads the moments of all rows so far.
     *
     * @return the moments
     * @throws IllegalStateException if nothing was added
     * @throws IllegalArgumentException if a value was not finite
     */
    public SecondMoments moments() {
        MomentsSum total = new MomentsSum(inputs, columns - inputs);
        addTo(total);
        return total.moments();
    }

    /** Rows of the scatter around the mean, with one band at a time on the heap. */
    private final class BandRows implements MomentsSum.Rows {

        private final double[] offset;
        private int band = -1;
        private double[] values = {};

        BandRows(double[] offset) {
            this.offset = offset;
        }

        @Override
        public void read(int row, double[] into) {
            if (row / BAND != band) {
                band = row / BAND;
                values = bands.get(band).toDoubleArray();
            }
            int first = band * BAND;
            int at = (row - first) * (columns - first) + row - first;
            for (int k = 0; k < columns - row; k++) {
                into[k] = values[at + k] - offset[row] * offset[row + k] / rows;
            }
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
