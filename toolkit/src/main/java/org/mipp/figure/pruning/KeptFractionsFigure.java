package org.mipp.figure.pruning;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.PruningRun;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;

/** Shows which layers each method spares. */
public final class KeptFractionsFigure {

    private static final int ROW = 26;
    private static final int AROUND = 190;

    private KeptFractionsFigure() {}

    /**
     * Draws one cell per method and layer, coloured by the share of the layer's nodes that stay, means over seeds.
     *
     * @param result of an experiment
     * @param budget one of its budgets, as {@link ExperimentResult#budgets} names it
     * @return the figure
     * @throws IllegalArgumentException if there is no such budget, or all its runs have failed
     */
    public static Figure of(ExperimentResult result, String budget) {
        argument(
                result.budgets().contains(budget),
                "kept fractions: expected one of the budgets %s, got '%s'",
                result.budgets(),
                budget);
        List<PruningRun> runs = result.runs().stream()
                .filter(run -> run.budget().equals(budget) && !run.hasFailed())
                .toList();
        argument(!runs.isEmpty(), "kept fractions: expected at least one run that has not failed, got none");
        List<String> methods = runs.stream().map(PruningRun::method).distinct().toList();
        return new Panels("Nodes that stay in each layer, %: " + budget, 1, 1)
                .panel("", "", "")
                .axis("y", "autorange", "reversed")
                .axis("y", "dtick", 1)
                .axis("x", "showgrid", false)
                .axis("y", "showgrid", false)
                .add(cells(result.layers(), methods, runs))
                .figure()
                .withLayout("height", AROUND + ROW * methods.size());
    }

    private static Trace cells(Map<String, Integer> layers, List<String> methods, List<PruningRun> runs) {
        List<List<Double>> shares = new ArrayList<>();
        List<List<String>> texts = new ArrayList<>();
        for (String method : methods) {
            List<PruningRun> own =
                    runs.stream().filter(run -> run.method().equals(method)).toList();
            List<Double> row = new ArrayList<>();
            layers.forEach((layer, nodes) -> row.add(own.stream()
                    .mapToDouble(run -> 100.0 * run.kept().getOrDefault(layer, 0) / nodes)
                    .average()
                    .orElse(Double.NaN)));
            shares.add(row);
            texts.add(row.stream()
                    .map(share -> String.format(Locale.ROOT, "%.0f", share))
                    .toList());
        }
        return Trace.amounts(List.copyOf(layers.keySet()), methods, shares, 100)
                .with("text", texts)
                .with("texttemplate", "%{text}")
                .with("hovertemplate", "%{y}, %{x}: %{z:.1f} %<extra></extra>")
                .with("colorbar", Map.of("tickvals", List.of(0, 50, 100), "ticktext", List.of("0 %", "50 %", "100 %")));
    }
}
