package org.mipp.figure.still;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which numbers are written at a logarithmic axis of a still picture, where XChart labels powers of ten only. */
final class LogTicks {

    private static final double DECADES = 1.5; // from here on powers of ten are enough
    private static final double SMALL = 1e-7; // from here to there numbers are written with all digits
    private static final double LARGE = 1e9;
    private static final int[] ONE_TWO_FIVE = {1, 2, 5};
    private static final int[] ALL = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    private LogTicks() {}

    /** Numbers from the lowest to the highest value, both above zero: at least two, unless both are the same. */
    static List<Double> between(double low, double high) {
        if (high <= low) {
            return List.of(low);
        }
        boolean wide = Math.log10(high / low) >= DECADES;
        return Stream.of(wide ? new int[] {1} : ONE_TWO_FIVE, ONE_TWO_FIVE, ALL)
                .map(digits -> multiples(digits, low, high))
                .filter(ticks -> ticks.size() >= 2)
                .findFirst()
                .orElseGet(() -> List.of(rounded(low), rounded(high)));
    }

    private static List<Double> multiples(int[] digits, double low, double high) {
        return IntStream.rangeClosed((int) Math.floor(Math.log10(low)), (int) Math.ceil(Math.log10(high)))
                .boxed()
                .flatMap(power -> IntStream.of(digits)
                        .mapToObj(digit -> BigDecimal.valueOf(digit).scaleByPowerOfTen(power)))
                .map(BigDecimal::doubleValue)
                .filter(tick -> tick >= low && tick <= high)
                .toList();
    }

    private static double rounded(double value) {
        return new BigDecimal(value, new MathContext(2)).doubleValue();
    }

    /** A number with all its digits, thousands apart, unless these are too many. */
    static String label(double tick) {
        return tick < SMALL || tick >= LARGE
                ? String.format(Locale.ROOT, "%.0e", tick)
                : new DecimalFormat("#,##0.#######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(tick);
    }
}
