package org.mipp.figure.still;

import java.awt.FontMetrics;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An axis of a {@link StillPanel} as numbers: names stand at 0, 1, 2 and so on.
 *
 * @param axis Plotly's
 * @param letter x or y
 * @param names the places that are names, in the order in which traces name them; empty for numbers
 * @param labels what is written at the axis instead of numbers; empty for numbers
 */
record StillAxis(Map<?, ?> axis, String letter, List<String> names, List<StillAxis.Label> labels) {

    /** A text at a place. */
    record Label(double at, String text) {}

    static StillAxis of(Map<?, ?> axis, List<Map<?, ?>> traces, String letter) {
        Set<String> names = new LinkedHashSet<>();
        if (named(traces, letter)) {
            traces.forEach(trace -> list(trace.get(letter)).forEach(name -> names.add(String.valueOf(name))));
        }
        List<String> places = List.copyOf(names);
        List<?> values = list(axis.get("tickvals"));
        List<?> texts = list(axis.get("ticktext"));
        List<Label> labels = places.isEmpty()
                ? IntStream.range(0, Math.min(values.size(), texts.size()))
                        .mapToObj(i -> new Label(number(values.get(i)), StillPicture.text(texts.get(i))))
                        .toList()
                : IntStream.range(0, places.size())
                        .mapToObj(i -> new Label(i, StillPicture.text(places.get(i))))
                        .toList();
        return new StillAxis(axis, letter, places, labels);
    }

    /** Whether the places on an axis are names. */
    static boolean named(List<Map<?, ?>> traces, String letter) {
        return traces.stream()
                .anyMatch(trace -> list(trace.get(letter)).stream().anyMatch(String.class::isInstance));
    }

    /** The places of a trace's points; they are counted where the trace has none. */
    double[] places(Map<?, ?> trace) {
        List<?> values = list(trace.get(letter));
        if (values.isEmpty() && letter.equals("x")) {
            return IntStream.range(0, list(trace.get("y")).size())
                    .asDoubleStream()
                    .toArray();
        }
        return values.stream()
                .mapToDouble(value -> names.isEmpty() ? number(value) : names.indexOf(String.valueOf(value)))
                .toArray();
    }

    /** From where to where the axis goes, if it is said, or if it is logarithmic with one value, which XChart misplaces. */
    Optional<double[]> limits(List<Map<?, ?>> traces) {
        if (!names.isEmpty()) {
            return Optional.of(new double[] {-0.5, names.size() - 0.5});
        }
        if (logarithmic()) {
            return span(traces).filter(span -> span[0] == span[1]).map(span -> new double[] {span[0] / 2, 2 * span[1]});
        }
        double[] range = numbers(axis.get("range"));
        return range.length == 2 ? Optional.of(range) : Optional.empty();
    }

    boolean logarithmic() {
        return names.isEmpty() && "log".equals(axis.get("type"));
    }

    /** The lowest and the highest of these places that the axis can show; absent if there is none. */
    Optional<double[]> span(List<Map<?, ?>> traces) {
        DoubleSummaryStatistics span = traces.stream()
                .flatMapToDouble(trace -> DoubleStream.of(places(trace)))
                .filter(place -> Double.isFinite(place) && (place > 0 || !logarithmic()))
                .summaryStatistics();
        return span.getCount() == 0 ? Optional.empty() : Optional.of(new double[] {span.getMin(), span.getMax()});
    }

    /** What is written at a logarithmic axis that goes from the one to the other of these. */
    List<Label> powers(double[] span) {
        List<Double> wanted = DoubleStream.of(numbers(axis.get("tickvals")))
                .filter(tick -> tick >= 0.98 * span[0] && tick <= 1.02 * span[1])
                .boxed()
                .toList();
        return (wanted.size() >= 2 ? wanted : LogTicks.between(span[0], span[1]))
                .stream().map(tick -> new Label(tick, LogTicks.label(tick))).toList();
    }

    boolean ticks() {
        return labels.isEmpty() && !Boolean.FALSE.equals(axis.get("visible"));
    }

    /** Whether the labels are to be written at a slope. */
    boolean slanted() {
        return axis.get("tickangle") instanceof Number angle && angle.doubleValue() != 0;
    }

    boolean grid() {
        return !Boolean.FALSE.equals(axis.get("visible")) && !Boolean.FALSE.equals(axis.get("showgrid"));
    }

    int longest(FontMetrics metrics) {
        return labels.stream()
                .flatMap(label -> Arrays.stream(label.text().split("<br>")))
                .mapToInt(metrics::stringWidth)
                .max()
                .orElse(0);
    }

    /** How many lines the labels have, side by side. */
    int lines() {
        return labels.stream()
                .mapToInt(label -> label.text().split("<br>").length)
                .max()
                .orElse(0);
    }

    /** The width that all labels need side by side, were they equally far from each other. */
    int needs(FontMetrics metrics) {
        return labels.size() * (longest(metrics) + metrics.charWidth('m'));
    }

    static double[] numbers(@Nullable Object list) {
        return list(list).stream().mapToDouble(StillAxis::number).toArray();
    }

    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
