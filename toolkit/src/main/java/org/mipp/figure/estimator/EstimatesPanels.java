package org.mipp.figure.estimator;

import static org.mipp.run.Checks.argument;

import java.util.List;
import java.util.Locale;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.information.benchmark.BenchmarkResult;
import org.mipp.information.benchmark.BenchmarkSummary;

/** Estimates over exact values, one panel per sample size. */
final class EstimatesPanels {

    private static final String[] SYMBOLS = {"circle", "square", "diamond"};
    private static final int HEIGHT = 380;
    private static final double SHIFT = 0.012; // between estimators, so that marks do not hide each other

    private final BenchmarkResult result;
    private final List<BenchmarkSummary> summaries;
    private final double longest;

    private EstimatesPanels(BenchmarkResult result) {
        this.result = result;
        this.summaries = result.summaries();
        this.longest = summaries.stream()
                .mapToDouble(BenchmarkSummary::truth)
                .filter(truth -> truth > 0)
                .max()
                .orElse(1);
    }

    static Figure of(BenchmarkResult result) {
        argument(!result.cells().isEmpty(), "benchmark figure: expected at least one estimate, got none");
        return new EstimatesPanels(result).figure();
    }

    private double top() {
        return 1.4 * longest;
    }

    private double bottom() {
        return -0.2 * longest;
    }

    private Figure figure() {
        List<Integer> sizes = result.sizes();
        Panels panels = new Panels(title(), sizes.size(), 2);
        for (int size : sizes) {
            panels.panel(
                            String.format(Locale.ROOT, "N = %,d", size),
                            "exact mutual information, nats",
                            "estimate, nats")
                    .axis("x", "range", List.of(0, 1.1 * longest))
                    .axis("y", "range", List.of(bottom(), top()));
            panels.add(Trace.line(List.of(0, 1.1 * longest), List.of(0, 1.1 * longest), Palette.GREY)
                    .dashed()
                    .grouped("estimate = truth"));
            for (int place = 0; place < result.estimators().size(); place++) {
                addEstimator(panels, place, size);
            }
        }
        return panels.figure().withLayout("height", 60 + HEIGHT * ((sizes.size() + 1) / 2));
    }

    private String title() {
        boolean beyond = summaries.stream().anyMatch(row -> place(row) != Place.INSIDE);
        return "Estimates over exact values: on the line is right" + (beyond ? "; triangles are beyond the frame" : "");
    }

    private void addEstimator(Panels panels, int place, int size) {
        List<BenchmarkSummary> own = summaries.stream()
                .filter(row -> row.samples() == size
                        && row.estimator().equals(result.estimators().get(place))
                        && row.estimates() > 0)
                .toList();
        boolean inLegend = true;
        for (Place where : Place.values()) {
            List<BenchmarkSummary> shown =
                    own.stream().filter(row -> place(row) == where).toList();
            if (!shown.isEmpty()) {
                panels.add(
                        marks(shown, place, where).grouped(result.estimators().get(place), inLegend));
                inLegend = false;
            }
        }
    }

    private enum Place {
        INSIDE,
        ABOVE,
        BELOW
    }

    private Place place(BenchmarkSummary row) {
        return row.mean() > top() ? Place.ABOVE : row.mean() < bottom() ? Place.BELOW : Place.INSIDE;
    }

    private Trace marks(List<BenchmarkSummary> shown, int place, Place where) {
        double shift = SHIFT * longest * (place - (result.estimators().size() - 1) / 2.0);
        double edge = 0.04 * longest;
        Trace marks = Trace.markers(
                        shown.stream().map(row -> row.truth() + shift).toList(),
                        shown.stream()
                                .map(row -> Math.max(bottom() + edge, Math.min(top() - edge, row.mean())))
                                .toList(),
                        Palette.at(place))
                .hover(shown.stream().map(BenchmarkFigure::describe).toList());
        return switch (where) {
            case ABOVE -> marks.symbol("triangle-up");
            case BELOW -> marks.symbol("triangle-down");
            case INSIDE ->
                marks.symbol(SYMBOLS[place % SYMBOLS.length])
                        .errors(shown.stream().map(EstimatesPanels::reach).toList(), Palette.at(place));
        };
    }

    /** One standard deviation, unless there is only one seed. */
    private static double reach(BenchmarkSummary row) {
        return Double.isNaN(row.deviation()) ? 0 : row.deviation();
    }
}
