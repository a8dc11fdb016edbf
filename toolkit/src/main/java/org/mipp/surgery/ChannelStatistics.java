package org.mipp.surgery;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Mean and variance of every channel over all images and positions, with the number of values as the divisor.
 *
 * @param mean per channel
 * @param variance per channel
 */
record ChannelStatistics(double[] mean, double[] variance) {

    /** Computes them in two passes, so that a large mean does not swamp a small variance. */
    static ChannelStatistics of(List<NDArray> batches) {
        double[] mean = average(batches, values -> values);
        double[] variance =
                average(batches, values -> values.sub(row(values, mean)).square());
        return new ChannelStatistics(mean, variance);
    }

    private static double[] average(List<NDArray> batches, UnaryOperator<NDArray> each) {
        double[] sums = new double[Math.toIntExact(batches.get(0).getShape().get(1))];
        long count = 0;
        for (NDArray batch : batches) {
            try (NDManager scope = batch.getManager().newSubManager()) {
                batch.tempAttach(scope);
                Shape shape = batch.getShape();
                NDArray values = batch.reshape(shape.get(0), shape.get(1), -1);
                double[] ofBatch = each.apply(values)
                        .sum(new int[] {0, 2})
                        .toType(DataType.FLOAT64, false)
                        .toDoubleArray();
                for (int channel = 0; channel < sums.length; channel++) {
                    sums[channel] += ofBatch[channel];
                }
                count += shape.size() / shape.get(1);
            }
        }
        for (int channel = 0; channel < sums.length; channel++) {
            sums[channel] /= count;
        }
        return sums;
    }

    private static NDArray row(NDArray like, double[] channels) {
        return like.getManager().create(FloatMatrices.narrow(channels), new Shape(1, channels.length, 1));
    }
}
