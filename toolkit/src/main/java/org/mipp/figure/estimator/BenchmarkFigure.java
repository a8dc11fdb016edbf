package org.mipp.figure.estimator;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.information.benchmark.BenchmarkResult;
import org.mipp.information.benchmark.BenchmarkSummary;

/** Shows how far estimators of mutual information are off, task by task. */
public final class BenchmarkFigure {

    private static final int ROW = 19;
    private static final int COLUMN = 58;
    private static final int LEAST_COLUMN = 46;
    private static final int NAMES = 420; // of tasks, and the colour bar
    private static final int LEAST_WIDTH = 760;
    private static final int CELL_WIDTH = 820;
    private static final int LEAST = 110; // so that the names beside the colours do not overlap

    private BenchmarkFigure() {}

    /**
     * Draws one cell per task, estimator and sample size: white where the mean over seeds is exact, blue where it is too
     * small, orange where too large. Full colour means off by a factor of e or more; a cross means that all seeds failed.
     *
     * @param result of a benchmark
     * @return the figure
     * @throws IllegalArgumentException if there is no cell
     */
    public static Figure of(BenchmarkResult result) {
        argument(!result.cells().isEmpty(), "benchmark figure: expected at least one estimate, got none");
        List<BenchmarkSummary> summaries = result.summaries();
        Map<String, Map<String, BenchmarkSummary>> byRow = new LinkedHashMap<>();
        List<String> columns = columns(result);
        for (BenchmarkSummary summary : summaries) {
            byRow.computeIfAbsent(row(summary), row -> new LinkedHashMap<>()).put(column(summary), summary);
        }
        List<String> rows = List.copyOf(byRow.keySet());
        Panels panels = new Panels("Estimates in nats, coloured by how far they are from the truth", 1, 1)
                .panel("", footnote(summaries), "")
                .axis("x", "tickangle", -36)
                .axis("x", "dtick", 1)
                .axis("x", "showgrid", false)
                .axis("y", "dtick", 1)
                .axis("y", "showgrid", false)
                .axis("y", "autorange", "reversed")
                .add(colours(rows, columns, byRow));
        addFailures(panels, summaries);
        return panels.figure()
                .withLayout("plot_bgcolor", Palette.LIGHT)
                .withLayout("width", width(columns.size()))
                .withLayout("autosize", true)
                .withLayout("height", 220 + Math.max(LEAST, ROW * rows.size()));
    }

    /** No wider than a cell on a small screen, as long as the columns hold their texts. */
    private static int width(int columns) {
        int wanted = Math.max(LEAST_WIDTH, NAMES + COLUMN * columns);
        return Math.min(wanted, Math.max(CELL_WIDTH, NAMES + LEAST_COLUMN * columns));
    }

    private static Trace colours(
            List<String> rows, List<String> columns, Map<String, Map<String, BenchmarkSummary>> byRow) {
        List<List<@Nullable Double>> z = new ArrayList<>();
        List<List<String>> texts = new ArrayList<>();
        List<List<String>> hover = new ArrayList<>();
        for (String row : rows) {
            z.add(new ArrayList<>());
            texts.add(new ArrayList<>());
            hover.add(new ArrayList<>());
            for (String column : columns) {
                BenchmarkSummary summary = byRow.get(row).get(column);
                z.get(z.size() - 1).add(summary == null || summary.estimates() == 0 ? null : summary.logRatio());
                texts.get(texts.size() - 1).add(text(summary));
                hover.get(hover.size() - 1).add(summary == null ? "" : PlotlyText.hover(describe(summary)));
            }
        }
        return Trace.differences(columns, rows, z, 1)
                .with("text", texts)
                .with("texttemplate", "%{text}")
                .with("textfont", Map.of("size", 10))
                .with("hovertext", hover)
                .with("hovertemplate", "%{hovertext}<extra></extra>")
                .with(
                        "colorbar",
                        Map.of(
                                "tickvals",
                                List.of(-1, -0.405, 0, 0.405, 1),
                                "ticktext",
                                List.of(
                                        "a third or less",
                                        "2 / 3 of it",
                                        "the truth",
                                        "1.5 times it",
                                        "3 times or more")));
    }

    private static List<String> columns(BenchmarkResult result) {
        List<String> columns = new ArrayList<>();
        for (String estimator : result.estimators()) {
            for (int size : result.sizes()) {
                columns.add(column(estimator, size));
            }
        }
        return columns;
    }

    private static String column(BenchmarkSummary summary) {
        return column(summary.estimator(), summary.samples());
    }

    private static String column(String estimator, int samples) {
        return PlotlyText.name(String.format(Locale.ROOT, "%s, N = %,d", estimator, samples));
    }

    private static String row(BenchmarkSummary summary) {
        return PlotlyText.name(String.format(Locale.ROOT, "%s, truth %.2f", summary.task(), summary.truth()));
    }

    private static String text(@Nullable BenchmarkSummary summary) {
        return summary == null || Double.isNaN(summary.mean())
                ? ""
                : String.format(Locale.ROOT, "%.2f%s", unsigned(summary.mean()), summary.failures() > 0 ? "*" : "");
    }

    /** Without the sign that a mean just below zero would keep when it is rounded. */
    private static double unsigned(double mean) {
        return Math.abs(mean) < 0.005 ? 0 : mean;
    }

    private static String footnote(List<BenchmarkSummary> summaries) {
        return summaries.stream().anyMatch(row -> row.failures() > 0)
                ? "cross: all seeds failed; *: some did and do not count"
                : "";
    }

    private static void addFailures(Panels panels, List<BenchmarkSummary> summaries) {
        List<BenchmarkSummary> failed =
                summaries.stream().filter(row -> row.estimates() == 0).toList();
        if (!failed.isEmpty()) {
            panels.add(Trace.points(
                            failed.stream().map(BenchmarkFigure::column).toList(),
                            failed.stream().map(BenchmarkFigure::row).toList(),
                            Palette.INK)
                    .symbol("x")
                    .hover(failed.stream().map(BenchmarkFigure::describe).toList())
                    .named("failed")
                    .with("showlegend", false));
        }
    }

    /** What hovering tells. */
    static String describe(BenchmarkSummary summary) {
        return summary.estimates() == 0
                ? String.format(
                        Locale.ROOT,
                        "%s on %s, N = %,d: all %d seeds failed",
                        summary.estimator(),
                        summary.task(),
                        summary.samples(),
                        summary.failures())
                : String.format(
                        Locale.ROOT,
                        "%s on %s, N = %,d: %.4f nats, truth %.4f (%d seeds, standard deviation %.4f%s)",
                        summary.estimator(),
                        summary.task(),
                        summary.samples(),
                        summary.mean(),
                        summary.truth(),
                        summary.estimates(),
                        Double.isNaN(summary.deviation()) ? 0 : summary.deviation(),
                        summary.failures() > 0 ? "; " + summary.failures() + " failed" : "");
    }

    /**
     * Draws estimates over exact values, one panel per sample size, with one standard deviation over seeds. Estimates
     * beyond the frame are triangles at its edge.
     *
     * @param result of a benchmark
     * @return the figure
     * @throws IllegalArgumentException if there is no cell
     */
    public static Figure estimates(BenchmarkResult result) {
        return EstimatesPanels.of(result);
    }
}
