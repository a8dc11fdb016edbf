package org.mipp.surgery.repair;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.mipp.linalg.Matrix;
import org.mipp.network.Tensor;

/** Between 32-bit floats and matrices of doubles. */
public final class FloatMatrices {

    private FloatMatrices() {}

    /** The values, row by row. */
    public static float[] of(Matrix matrix) {
        return narrow(matrix.toArray());
    }

    /** The values of a matrix, row by row, in another shape. */
    public static Tensor tensor(Shape shape, Matrix matrix) {
        return Tensor.of(shape, of(matrix));
    }

    /** The values in single precision. */
    public static float[] narrow(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    static double[] toDoubles(NDArray array) {
        return widen(array.toFloatArray());
    }

    /** The values of an array of shape {@code [rows, columns]}. */
    public static Matrix toMatrix(NDArray array) {
        return Matrix.of(
                Math.toIntExact(array.getShape().get(0)),
                Math.toIntExact(array.getShape().get(1)),
                toDoubles(array));
    }

    /** The weights of a linear map, one row per node. */
    public static Matrix toMatrix(Tensor weights) {
        int nodes = Math.toIntExact(weights.shape().get(0));
        double[] values = widen(weights.toArray());
        return Matrix.of(nodes, values.length / nodes, values);
    }

    static double[] widen(float[] floats) {
        double[] values = new double[floats.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats[i];
        }
        return values;
    }
}
