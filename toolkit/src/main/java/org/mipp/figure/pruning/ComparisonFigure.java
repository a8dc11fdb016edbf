package org.mipp.figure.pruning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.mipp.experiment.pruned.ComparedNetwork;
import org.mipp.experiment.pruned.Comparison;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;

/** Shows what happens to the accuracy of every network on its way. */
public final class ComparisonFigure {

    private static final List<String> STAGES =
            List.of("before pruning", "right after the cut", "with g, untrained", "retrained");

    /** Markers that tell apart rows of one method, in the order in which they come. */
    private static final List<String> MARKERS = List.of("circle", "square", "diamond", "triangle-up", "x", "cross");

    private ComparisonFigure() {}

    /**
     * Draws accuracy from stage to stage, one line per pruned network.
     *
     * @param comparison of networks
     * @return the figure
     */
    public static Figure of(Comparison comparison) {
        Panels panels = new Panels("Test accuracy from stage to stage", 1, 1).panel("", "", "test accuracy, %");
        Map<String, Palette.Style> styles = Palette.methods(
                comparison.rows().stream().map(ComparedNetwork::method).toList());
        List<Palette.Style> drawn = new ArrayList<>();
        for (ComparedNetwork row : comparison.rows()) {
            List<OptionalDouble> values = List.of(row.before(), row.afterCut(), row.afterRepair(), row.retrained());
            List<String> stages = new ArrayList<>();
            List<Double> accuracy = new ArrayList<>();
            List<String> hover = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i).isPresent()) {
                    double percent = 100 * values.get(i).getAsDouble();
                    stages.add(STAGES.get(i));
                    accuracy.add(percent);
                    hover.add(String.format(
                            Locale.ROOT,
                            "%s, %s: %.2f %% with %,d parameters",
                            row.name(),
                            STAGES.get(i),
                            percent,
                            row.parameters()));
                }
            }
            if (stages.size() > 1) {
                panels.add(Trace.linesAndMarkers(stages, accuracy, look(styles.get(row.method()), drawn))
                        .hover(hover)
                        .grouped(row.name(), true));
            }
        }
        return panels.figure();
    }

    /** The method's look; with another marker if a row with another budget has it already. */
    private static Palette.Style look(Palette.Style style, List<Palette.Style> drawn) {
        Palette.Style look = Stream.concat(
                        Stream.of(style),
                        MARKERS.stream().map(marker -> new Palette.Style(style.colour(), marker, style.dash())))
                .filter(candidate -> !drawn.contains(candidate))
                .findFirst()
                .orElse(style);
        drawn.add(look);
        return look;
    }
}
