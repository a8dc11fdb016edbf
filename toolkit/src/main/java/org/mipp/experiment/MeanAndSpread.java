package org.mipp.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Mean and scatter over seeds.
 *
 * @param count how many values there are
 * @param mean NaN if there are none
 * @param deviation the standard deviation of a sample, divided by count - 1; NaN if there are fewer than two values
 */
public record MeanAndSpread(int count, double mean, double deviation) {

    /** Summarises values; nulls, which stand for what was not done, do not count. */
    static MeanAndSpread of(Stream<Double> all) {
        List<Double> values = all.filter(Objects::nonNull).toList();
        int count = values.size();
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return new MeanAndSpread(count, mean, count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1)));
    }

    /** {@return the values as percentages, {@code 97.31 ± 0.20}; empty if there are none} */
    public String percent() {
        return count == 0 ? "" : text(100 * mean, 100 * deviation, "%.2f");
    }

    /** {@return the values to two digits behind the point; empty if there are none} */
    @Override
    public String toString() {
        return count == 0 ? "" : text(mean, deviation, "%.2f");
    }

    private static String text(double mean, double deviation, String format) {
        String first = String.format(Locale.ROOT, format, mean);
        return Double.isNaN(deviation) ? first : first + " ± " + String.format(Locale.ROOT, format, deviation);
    }
}
