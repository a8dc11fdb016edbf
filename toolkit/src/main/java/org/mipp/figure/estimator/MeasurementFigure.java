package org.mipp.figure.estimator;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.information.Unit;
import org.mipp.information.measure.Measurement;
import org.mipp.information.measure.NullDistribution;

/** Shows estimates with their intervals, beside what chance alone gives and the truth, where these are known. */
public final class MeasurementFigure {

    private MeasurementFigure() {}

    /**
     * Draws measurements side by side.
     *
     * @param measurements at least one
     * @return the figure
     * @throws IllegalArgumentException if there is none
     */
    public static Figure of(Measurement... measurements) {
        return of(Arrays.asList(measurements));
    }

    /**
     * Draws measurements side by side.
     *
     * @param measurements at least one
     * @return the figure
     * @throws IllegalArgumentException if there is none
     */
    public static Figure of(List<Measurement> measurements) {
        argument(!measurements.isEmpty(), "measurement figure: expected at least one measurement, got none");
        List<String> places =
                PlotlyText.places(measurements.stream().map(Measurement::label).toList());
        Panels panels = new Panels(title(measurements), 1, 1).panel("", "", units(measurements));
        addChance(panels, places, measurements);
        addTruth(panels, places, measurements);
        panels.add(Trace.points(
                        places, measurements.stream().map(Measurement::estimate).toList(), Palette.BLUE)
                .errors(measurements.stream().map(MeasurementFigure::reach).toList())
                .hover(measurements.stream().map(Measurement::toString).toList())
                .grouped(intervalName(measurements), true));
        return panels.figure();
    }

    private static String title(List<Measurement> measurements) {
        boolean information =
                measurements.stream().allMatch(one -> one.columns().y() > 0 && one.unit() != Unit.SHARE);
        return information ? "Mutual information, estimated" : "Estimates";
    }

    private static String units(List<Measurement> measurements) {
        return measurements.stream()
                .map(measurement -> measurement.unit().toString())
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static void addChance(Panels panels, List<String> places, List<Measurement> measurements) {
        if (measurements.stream().anyMatch(measurement -> measurement.chance().isPresent())) {
            double level = measurements.stream()
                    .flatMap(measurement -> measurement.chance().stream())
                    .findFirst()
                    .orElseThrow()
                    .level();
            panels.add(Trace.bars(
                            places,
                            measurements.stream()
                                    .map(measurement -> measurement
                                            .chance()
                                            .map(NullDistribution::threshold)
                                            .orElse(null))
                                    .toList(),
                            Palette.LIGHT)
                    .grouped(
                            String.format(Locale.ROOT, "chance stays below this in %.0f %% of samples", 100 * level),
                            true));
        }
    }

    private static void addTruth(Panels panels, List<String> places, List<Measurement> measurements) {
        if (measurements.stream().anyMatch(measurement -> measurement.truth().isPresent())) {
            panels.add(Trace.points(
                            places,
                            measurements.stream().map(MeasurementFigure::truth).toList(),
                            Palette.VERMILION)
                    .symbol("diamond")
                    .grouped("truth", true));
        }
    }

    private static @Nullable Double truth(Measurement measurement) {
        return measurement.truth().isPresent() ? measurement.truth().getAsDouble() : null;
    }

    private static double reach(Measurement measurement) {
        return measurement
                .interval()
                .map(interval -> (interval.high() - interval.low()) / 2)
                .orElse(0.0);
    }

    private static String intervalName(List<Measurement> measurements) {
        return measurements.stream()
                .flatMap(measurement -> measurement.interval().stream())
                .findFirst()
                .map(interval -> String.format(Locale.ROOT, "estimate, with %.0f %% interval", 100 * interval.level()))
                .orElse("estimate");
    }
}
