package org.mipp.figure.pruning;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mipp.experiment.pruned.Tradeoff;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;

/** Shows accuracy against size, method by method. */
public final class TradeoffFigure {

    private TradeoffFigure() {}

    /**
     * Draws two panels, right after the cut and with g: selection and repair are two claims.
     *
     * @param tradeoff of several methods
     * @return the figure
     */
    public static Figure of(Tradeoff tradeoff) {
        Panels panels = new Panels("Accuracy without any retraining, at the same widths", 2, 2);
        Map<String, Palette.Style> styles = Palette.methods(tradeoff.methods());
        for (boolean repaired : new boolean[] {false, true}) {
            panels.panel(
                            repaired ? "every method repaired by g" : "right after the cut",
                            "parameters left",
                            "test accuracy, %")
                    .logarithmic(
                            "x",
                            tradeoff.points().stream()
                                    .map(Tradeoff.Point::parameters)
                                    .toList())
                    .axis("x", "tickformat", ",") // thousands apart, four digits too
                    .axis("y", "range", List.of(0, 100));
            for (String method : tradeoff.methods()) {
                List<Tradeoff.Point> points = tradeoff.points().stream()
                        .filter(point -> point.method().equals(method))
                        .toList();
                panels.add(Trace.linesAndMarkers(
                                points.stream().map(Tradeoff.Point::parameters).toList(),
                                points.stream()
                                        .map(point -> 100 * (repaired ? point.afterRepair() : point.afterCut()))
                                        .toList(),
                                styles.get(method))
                        .hover(points.stream()
                                .map(point -> String.format(
                                        Locale.ROOT,
                                        "%s, %s: %,d parameters, %.2f %%",
                                        method,
                                        point.budget(),
                                        point.parameters(),
                                        100 * (repaired ? point.afterRepair() : point.afterCut())))
                                .toList())
                        .grouped(method));
            }
        }
        return panels.figure();
    }
}
