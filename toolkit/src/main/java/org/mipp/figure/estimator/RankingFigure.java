package org.mipp.figure.estimator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.information.ranking.ColumnRanking;
import org.mipp.information.ranking.ColumnSelection;
import org.mipp.information.ranking.PairwiseInformation;
import org.mipp.information.ranking.RankedColumn;

/** Shows what columns of a table tell about one of them and about each other. */
public final class RankingFigure {

    private static final int MOST = 40; // columns that have a place of their own in sight
    private static final int CELL = 36;
    private static final int NAMES = 230;
    private static final int LEAST_CELLS = 430; // of a heat map, so that its title fits
    private static final int WITH_NUMBERS = 16; // columns whose cells have room for a number

    private RankingFigure() {}

    /**
     * Draws estimates with their intervals, over what chance gives the best of so many columns. At most the 40 columns that tell
     * most.
     *
     * @param ranking of a table
     * @return the figure
     */
    public static Figure of(ColumnRanking ranking) {
        List<RankedColumn> shown = ranking.columns().stream().limit(MOST).toList();
        List<String> places =
                PlotlyText.places(shown.stream().map(RankedColumn::name).toList());
        Panels panels = new Panels("What columns tell about " + ranking.target(), 1, 1);
        if (shown.size() < ranking.columns().size()) {
            panels.note("The " + shown.size() + " of " + ranking.columns().size() + " columns that tell most.");
        }
        panels.panel("", "", ranking.unit().toString())
                .axis("x", "tickangle", -36)
                .axis("x", "dtick", 1);
        if (ranking.permutations() > 0) {
            panels.add(Trace.bars(
                            places, shown.stream().map(RankingFigure::threshold).toList(), Palette.LIGHT)
                    .grouped(
                            String.format(
                                    Locale.ROOT,
                                    "by chance all %d stay below this in %.0f %%",
                                    ranking.columns().size(),
                                    100 * ranking.level()),
                            true));
        }
        boolean intervals = shown.stream().anyMatch(column -> column.interval().isPresent());
        Trace estimates = Trace.points(
                        places, shown.stream().map(RankedColumn::estimate).toList(), Palette.BLUE)
                .hover(shown.stream().map(column -> describe(column, ranking)).toList())
                .grouped(
                        intervals
                                ? String.format(Locale.ROOT, "estimate, with %.0f %% interval", 100 * ranking.level())
                                : "estimate",
                        true);
        panels.add(
                intervals
                        ? estimates.errors(
                                shown.stream().map(RankingFigure::reach).toList())
                        : estimates);
        Figure figure = panels.figure();
        return figure.withLayout("height", figure.height() + 40);
    }

    private static @Nullable Double threshold(RankedColumn column) {
        return column.threshold().isPresent() ? column.threshold().getAsDouble() : null;
    }

    private static double reach(RankedColumn column) {
        return column.interval().map(range -> (range.high() - range.low()) / 2).orElse(0.0);
    }

    private static String describe(RankedColumn column, ColumnRanking ranking) {
        return String.format(
                        Locale.ROOT,
                        "%s: %.4f %s by %s",
                        column.name(),
                        column.estimate(),
                        ranking.unit(),
                        column.estimator())
                + (column.correctedP().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                ", corrected p %.2g",
                                column.correctedP().getAsDouble())
                        : "");
    }

    /**
     * Draws what every chosen column was chosen for, beside what it tells by itself.
     *
     * @param selection of a table
     * @return the figure
     */
    public static Figure of(ColumnSelection selection) {
        List<ColumnSelection.Chosen> chosen = selection.chosen();
        List<String> places = PlotlyText.places(
                chosen.stream().map(ColumnSelection.Chosen::name).toList());
        Panels panels = new Panels("Columns that tell about " + selection.target() + ", in the order of choice", 1, 1)
                .panel("", "", selection.unit().toString())
                .axis("x", "tickangle", -36)
                .axis("x", "dtick", 1);
        panels.add(Trace.bars(
                        places,
                        chosen.stream().map(ColumnSelection.Chosen::alone).toList(),
                        Palette.LIGHT)
                .grouped("by itself", true));
        panels.add(Trace.points(
                        places,
                        chosen.stream().map(ColumnSelection.Chosen::score).toList(),
                        Palette.BLUE)
                .grouped("chosen for: " + selection.criterion(), true));
        Figure figure = panels.figure();
        return figure.withLayout("height", figure.height() + 40);
    }

    /**
     * Draws one cell per pair of columns, the darker the more they tell about each other. At most the first 40 columns.
     *
     * @param pairwise of a table
     * @return the figure
     */
    public static Figure of(PairwiseInformation pairwise) {
        int count = Math.min(MOST, pairwise.names().size());
        List<String> names = pairwise.names().subList(0, count);
        List<List<Double>> cells = new ArrayList<>();
        List<List<String>> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int row = i;
            List<@Nullable Double> values = new ArrayList<>();
            for (int j = 0; j < count; j++) {
                double value = pairwise.information().get(row, j);
                values.add(Double.isNaN(value) ? null : Double.valueOf(Math.max(0, value)));
            }
            cells.add(values);
            texts.add(IntStream.range(0, count)
                    .mapToObj(j -> count > WITH_NUMBERS
                            ? ""
                            : text(pairwise.information().get(row, j)))
                    .toList());
        }
        double most = pairwise.pairs().stream()
                .mapToDouble(PairwiseInformation.Pair::information)
                .max()
                .orElse(1);
        Panels panels = new Panels("What columns tell about each other, in " + pairwise.unit(), 1, 1);
        if (count < pairwise.names().size()) {
            panels.note("The first " + count + " of " + pairwise.names().size() + " columns.");
        }
        List<Double> ticks = List.of(0.0, most / 2, most);
        Trace map = Trace.amounts(names, names, cells, Math.max(most, 1e-9))
                .with("text", texts)
                .with("texttemplate", "%{text}")
                .with("textfont", Map.of("size", 10))
                .with("hovertemplate", "%{y} and %{x}: %{z:.4f} " + pairwise.unit() + "<extra></extra>")
                .with(
                        "colorbar",
                        Map.of(
                                "tickvals",
                                ticks,
                                "ticktext",
                                ticks.stream().map(RankingFigure::text).toList()));
        panels.panel("", "", "")
                .axis("x", "tickangle", -36)
                .axis("x", "dtick", 1)
                .axis("x", "showgrid", false)
                .axis("y", "dtick", 1)
                .axis("y", "showgrid", false)
                .axis("y", "autorange", "reversed")
                .add(map);
        int side = Math.max(LEAST_CELLS, (count > WITH_NUMBERS ? CELL / 2 : CELL) * count);
        return panels.figure()
                .withLayout("plot_bgcolor", Palette.LIGHT)
                .withLayout("width", Math.min(Panels.WIDEST, side + NAMES))
                .withLayout("height", Math.min(Panels.WIDEST, side + NAMES));
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.2f", Math.abs(value) < 0.005 ? 0 : value);
    }
}
