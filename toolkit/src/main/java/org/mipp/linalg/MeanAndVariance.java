package org.mipp.linalg;

import java.util.Arrays;

/**
 * Mean and variance of a few values, summed with compensation.
 *
 * @param mean NaN if there are no values
 * @param variance that of a sample: squares divided by one less than there are values; NaN if there are fewer than two
 */
public record MeanAndVariance(double mean, double variance) {

    /**
     * Summarises values.
     *
     * @param values any number of them
     * @return their mean and variance
     */
    public static MeanAndVariance of(double... values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new MeanAndVariance(mean, values.length < 2 ? Double.NaN : squares / (values.length - 1));
    }

    /** {@return the standard deviation of a sample} */
    public double deviation() {
        return Math.sqrt(variance);
    }
}
