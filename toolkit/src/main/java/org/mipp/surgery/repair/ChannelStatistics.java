package org.mipp.surgery.repair;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Mean and variance of every channel over all images and positions, with the number of values as the divisor, added up batch by
 * batch: each in two passes and then to those before it (Chan, Golub, LeVeque), so that a large mean does not swamp a small
 * variance.
 */
public final class ChannelStatistics {

    private long count;
    private double[] mean = {};
    private double[] squares = {}; // of the deviations from the mean, summed

    /** Adds a batch, shape {@code [images, channels, ...]}. */
    public void add(NDArray batch) {
        Shape shape = batch.getShape();
        int channels = Math.toIntExact(shape.get(1));
        long values = shape.size() / channels;
        if (count == 0) {
            mean = new double[channels];
            squares = new double[channels];
        }
        try (NDManager scope = batch.getManager().newSubManager()) {
            NDArray rows = batch.reshape(shape.get(0), channels, -1);
            rows.attach(scope);
            double[] ofBatch = sums(rows);
            for (int channel = 0; channel < channels; channel++) {
                ofBatch[channel] /= values;
            }
            NDArray centre = scope.create(FloatMatrices.narrow(ofBatch), new Shape(1, channels, 1));
            double[] deviations = sums(rows.sub(centre).square());
            double share = (double) values / (count + values);
            for (int channel = 0; channel < channels; channel++) {
                double step = ofBatch[channel] - mean[channel];
                mean[channel] += step * share;
                squares[channel] += deviations[channel] + step * step * share * count;
            }
            count += values;
        }
    }

    private static double[] sums(NDArray rows) {
        return rows.sum(new int[] {0, 2}).toType(DataType.FLOAT64, false).toDoubleArray();
    }

    /** The mean of every channel. */
    public double[] mean() {
        return mean.clone();
    }

    /** The variance of every channel. */
    public double[] variance() {
        double[] variance = new double[squares.length];
        for (int channel = 0; channel < variance.length; channel++) {
            variance[channel] = squares[channel] / count;
        }
        return variance;
    }
}
