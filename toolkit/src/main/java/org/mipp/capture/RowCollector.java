package org.mipp.capture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;
import org.mipp.linalg.Matrix;

/** Keeps a bounded number of rows of a matrix that goes by in batches, as many from every batch. */
final class RowCollector {

    private final int perBatch;
    private final int most;
    private final List<double[]> rows = new ArrayList<>();

    RowCollector(int most, int batches) {
        this.most = most;
        this.perBatch = (most + batches - 1) / batches;
    }

    /** Takes the first rows of a batch of shape {@code [rows, columns]}. */
    void add(NDArray batch) {
        int wanted = (int) Math.min(
                Math.min(perBatch, most - rows.size()), batch.getShape().get(0));
        if (wanted <= 0) {
            return;
        }
        float[] values = batch.get(new NDIndex("0:{}", wanted)).toFloatArray();
        int columns = values.length / wanted;
        for (int i = 0; i < wanted; i++) {
            double[] row = new double[columns];
            for (int j = 0; j < columns; j++) {
                row[j] = values[i * columns + j];
            }
            rows.add(row);
        }
    }

    Matrix matrix() {
        return Matrix.of(rows.toArray(double[][]::new));
    }
}
