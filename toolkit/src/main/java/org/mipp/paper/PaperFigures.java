package org.mipp.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.PruningRun;
import org.mipp.experiment.RepairMethod;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;

/** A line on the paper's axes. What its averages and bars mean is not known; ours are named under each title. */
final class PaperFigures {

    /** The figures of a line, by the word in the names of their files. */
    static final Map<String, Function<PaperResult, Figure>> ALL = Map.of(
            "accuracy", PaperFigures::accuracy, "collapse", PaperFigures::collapse, "layers", PaperFigures::layers);

    private static final String PRUNED = "nodes pruned, %";
    private static final int MOST_BUDGETS = 7;

    private PaperFigures() {}

    /** Accuracy after retraining against the share of nodes pruned. */
    static Figure accuracy(PaperResult given) {
        ExperimentResult result = given.result();
        Panels panels = new Panels("Accuracy after retraining: " + given.experiment(), 1, 1)
                .note("Test images; means over runs in bins of 5 %, bars of one standard deviation")
                .panel("", PRUNED, "test accuracy, %")
                .axis("x", "range", List.of(0, 100));
        double dense = 100 * result.dense().mean();
        add(
                panels,
                result,
                run -> Optional.ofNullable(run.retrained().get(RepairMethod.CUT))
                        .map(share -> 100 * share),
                true);
        return panels.add(Trace.line(List.of(0, 100), List.of(dense, dense), Palette.INK)
                        .dashed()
                        .grouped("not pruned")
                        .hover(List.of("not pruned: " + result.dense().percent(), "")))
                .figure()
                .withLayout("height", 480);
    }

    /** How often a layer comes down to one node, against the share of nodes pruned. */
    static Figure collapse(PaperResult given) {
        Panels panels = new Panels("Layer collapse: " + given.experiment(), 1, 1)
                .note("Runs in which a layer came down to a single node, in bins of 5 %")
                .panel("", PRUNED, "share of the runs, %")
                .axis("x", "range", List.of(0, 100))
                .axis("y", "range", List.of(-5, 105));
        add(panels, given.result(), run -> Optional.of(run.collapsed() ? 100.0 : 0.0), false);
        return panels.figure().withLayout("height", 430);
    }

    private static void add(
            Panels panels, ExperimentResult result, Function<PruningRun, Optional<Double>> value, boolean bars) {
        for (String method : result.methods()) {
            List<PaperBins> bins = PaperBins.of(result, method, value);
            if (bins.isEmpty()) {
                continue;
            }
            Palette.Style style = Palette.method(method);
            Trace trace = Trace.linesAndMarkers(
                            bins.stream().map(PaperBins::pruned).toList(),
                            bins.stream().map(PaperBins::mean).toList(),
                            style)
                    .grouped(method)
                    .hover(bins.stream()
                            .map(bin -> String.format(
                                    Locale.ROOT,
                                    "%s, %.1f %% pruned: %.2f ± %.2f %%, %d runs",
                                    method,
                                    bin.pruned(),
                                    bin.mean(),
                                    bin.deviation(),
                                    bin.runs()))
                            .toList());
            panels.add(
                    bars ? trace.errors(bins.stream().map(PaperBins::deviation).toList(), style.colour()) : trace);
        }
    }

    /** The share of nodes that MIPP takes away of every layer, a line for each budget. */
    static Figure layers(PaperResult given) {
        ExperimentResult result = given.result();
        Panels panels = new Panels("Pruned by MIPP in each layer: " + given.experiment(), 1, 1)
                .note("Means over seeds; layers from inputs to outputs, those that an addition ties as one")
                .panel("", "layer", "nodes pruned, %")
                .axis("y", "range", List.of(-5, 105));
        List<String> names = List.copyOf(result.layers().keySet());
        List<String> budgets = some(result.budgets());
        for (String budget : budgets) {
            List<PruningRun> runs = MippAhead.runs(result, MippAhead.MIPP, budget);
            if (!runs.isEmpty()) {
                String colour = Palette.layer(budgets.indexOf(budget), budgets.size());
                panels.add(Trace.linesAndMarkers(
                                names,
                                names.stream()
                                        .map(name -> pruned(result, runs, name))
                                        .toList(),
                                new Palette.Style(colour, "circle", "solid"))
                        .grouped(budget));
            }
        }
        return panels.figure().withLayout("height", 480);
    }

    private static double pruned(ExperimentResult result, List<PruningRun> runs, String layer) {
        double nodes = result.layers().getOrDefault(layer, 1);
        return 100
                * runs.stream()
                        .mapToDouble(run -> 1 - run.kept().getOrDefault(layer, 0) / nodes)
                        .average()
                        .orElse(Double.NaN);
    }

    /** As many as can be told apart, from the first to the last. */
    private static List<String> some(List<String> budgets) {
        if (budgets.size() <= MOST_BUDGETS) {
            return budgets;
        }
        List<String> some = new ArrayList<>();
        for (int i = 0; i < MOST_BUDGETS; i++) {
            some.add(budgets.get(Math.round(i * (budgets.size() - 1f) / (MOST_BUDGETS - 1))));
        }
        return some;
    }
}
