package org.mipp.surgery;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up channel statistics batch by batch, so that no two batches have to be in memory together. */
final class ChannelSums {

    private @Nullable ChannelStatistics sum;
    private double count; // values per channel

    /** Adds a batch: parallel variance, Chan, Golub, LeVeque (1983). */
    void add(NDArray batch) {
        ChannelStatistics own = ChannelStatistics.of(List.of(batch));
        double values = (double) batch.size() / batch.getShape().get(1);
        sum = sum == null ? own : merged(sum, own, values / (count + values));
        count += values;
    }

    private static ChannelStatistics merged(ChannelStatistics one, ChannelStatistics other, double share) {
        double[] mean = new double[one.mean().length];
        double[] variance = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            double difference = other.mean()[i] - one.mean()[i];
            mean[i] = one.mean()[i] + share * difference;
            variance[i] = (1 - share) * one.variance()[i]
                    + share * other.variance()[i]
                    + share * (1 - share) * difference * difference;
        }
        return new ChannelStatistics(mean, variance);
    }

    /** The statistics of all batches so far. */
    ChannelStatistics statistics() {
        if (sum == null) {
            throw new IllegalStateException("channel statistics: expected at least one batch, got none");
        }
        return sum;
    }
}
