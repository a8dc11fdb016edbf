package org.mipp.figure.pruning;

import static org.mipp.run.Checks.argument;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.mipp.experiment.Score;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;

/** Shows what contestants reached from several seeds, each seed a dot, or as means with their ranges. */
public final class ScoresFigure {

    private static final double ASIDE = 0.09; // between the dots of one seed

    private ScoresFigure() {}

    /**
     * Draws one dot per seed; the legend says means and ranges.
     *
     * @param title above the figure
     * @param scores at least one; those of each contestant in the order of the seeds
     * @return the figure
     * @throws IllegalArgumentException if there is none
     */
    public static Figure dots(String title, List<Score> scores) {
        List<String> contestants = contestants(scores);
        Map<String, Palette.Style> looks = Palette.methods(contestants);
        Panels panels =
                new Panels(title, 1, 1).panel("", "seed", "test accuracy, %").axis("x", "dtick", 1);
        for (int place = 0; place < contestants.size(); place++) {
            String what = contestants.get(place);
            double aside = ASIDE * (place - (contestants.size() - 1) / 2.0);
            List<Double> own = scores.stream()
                    .filter(score -> score.what().equals(what))
                    .map(score -> 100 * score.accuracy())
                    .toList();
            DoubleSummaryStatistics range = Score.percent(scores, what);
            panels.add(Trace.points(
                            IntStream.range(0, own.size())
                                    .mapToObj(seed -> seed + aside)
                                    .toList(),
                            own,
                            looks.get(what).colour())
                    .symbol(looks.get(what).symbol())
                    .hover(IntStream.range(0, own.size())
                            .mapToObj(seed ->
                                    String.format(Locale.ROOT, "%s, seed %d: %.2f %%", what, seed, own.get(seed)))
                            .toList())
                    .grouped(what)
                    .with("name", PlotlyText.name(what) + text(": mean %.2f %% (%.2f to %.2f)", range)));
        }
        return panels.figure().withLayout("height", 460);
    }

    /**
     * Draws mean and range of every contestant against a number.
     *
     * @param title above the figure
     * @param axis what the number is
     * @param scores by that number, at least one
     * @return the figure
     * @throws IllegalArgumentException if there is none
     */
    public static Figure ranges(String title, String axis, Map<Integer, List<Score>> scores) {
        Map<Integer, List<Score>> inOrder = new TreeMap<>(scores);
        List<String> contestants = contestants(
                inOrder.values().stream().flatMap(Collection::stream).toList());
        Map<String, Palette.Style> looks = Palette.methods(contestants);
        Panels panels = new Panels(title, 1, 1).panel("", axis, "test accuracy, %");
        for (String what : contestants) {
            Map<Integer, DoubleSummaryStatistics> own = new TreeMap<>();
            inOrder.forEach((number, all) -> {
                if (all.stream().anyMatch(score -> score.what().equals(what))) {
                    own.put(number, Score.percent(all, what));
                }
            });
            panels.add(Trace.linesAndMarkers(
                            List.copyOf(own.keySet()), each(own, DoubleSummaryStatistics::getAverage), looks.get(what))
                    .with(
                            "error_y",
                            Map.of(
                                    "type", "data",
                                    "symmetric", false,
                                    "array", each(own, range -> range.getMax() - range.getAverage()),
                                    "arrayminus", each(own, range -> range.getAverage() - range.getMin()),
                                    "color", looks.get(what).colour()))
                    .hover(own.entrySet().stream()
                            .map(entry -> what + ", " + entry.getKey()
                                    + text(": mean %.2f %% (%.2f to %.2f)", entry.getValue()))
                            .toList())
                    .grouped(what));
        }
        return panels.figure();
    }

    private static List<String> contestants(List<Score> scores) {
        argument(!scores.isEmpty(), "scores: expected at least one, got none");
        return scores.stream().map(Score::what).distinct().toList();
    }

    private static List<Double> each(
            Map<Integer, DoubleSummaryStatistics> ranges, ToDoubleFunction<DoubleSummaryStatistics> of) {
        return ranges.values().stream().mapToDouble(of).boxed().toList();
    }

    private static String text(String format, DoubleSummaryStatistics range) {
        return String.format(Locale.ROOT, format, range.getAverage(), range.getMin(), range.getMax());
    }
}
