package org.mipp.experiment;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.mipp.linalg.MeanAndVariance;

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
        double[] values =
                all.filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
        MeanAndVariance spread = MeanAndVariance.of(values);
        return new MeanAndSpread(values.length, spread.mean(), spread.deviation());
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
