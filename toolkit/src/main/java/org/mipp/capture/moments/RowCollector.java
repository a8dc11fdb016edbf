package org.mipp.capture.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.mipp.linalg.Matrix;

/** Keeps a bounded number of rows of a matrix that goes by in batches, as many from every batch. */
final class RowCollector {

    private final int perBatch;
    private final int most;
    private final List<double[]> rows = new ArrayList<>();
    private int wanted; // of the batch that goes by

    RowCollector(int most, int batches) {
        this.most = most;
        this.perBatch = (most + batches - 1) / batches;
    }

    /**
     * Takes the first rows of a batch.
     *
     * @param some rows of it, made only if any are wanted, shape {@code [rows, columns]}
     * @param first whether they are the first of a batch
     */
    void add(Supplier<NDArray> some, boolean first) {
        wanted = Math.min(first ? perBatch : wanted, most - rows.size());
        if (wanted <= 0) {
            return;
        }
        NDArray batch = some.get();
        int taken = (int) Math.min(wanted, batch.getShape().get(0));
        float[] values = batch.get(new NDIndex("0:{}", taken)).toFloatArray();
        int columns = values.length / taken;
        for (int i = 0; i < taken; i++) {
            double[] row = new double[columns];
            for (int j = 0; j < columns; j++) {
                row[j] = values[i * columns + j];
            }
            rows.add(row);
        }
        wanted -= taken;
    }

    Matrix matrix() {
        return Matrix.of(rows.toArray(double[][]::new));
    }
}
