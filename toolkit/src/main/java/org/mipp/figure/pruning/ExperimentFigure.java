package org.mipp.figure.pruning;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.ExperimentSummary;
import org.mipp.experiment.MeanAndSpread;
import org.mipp.experiment.RepairMethod;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;

/** Shows what methods made of budgets: accuracy against compression, and what the masks cost. */
public final class ExperimentFigure {

    private static final List<Integer> DOUBLINGS = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256);

    private static final String SPREAD = "Means over seeds, with one standard deviation.";

    private ExperimentFigure() {}

    /**
     * Draws accuracy against compression, one panel per treatment, not retrained above and retrained below; bands are one
     * standard deviation over seeds.
     *
     * @param result of an experiment
     * @return the figure
     * @throws IllegalArgumentException if all runs have failed
     */
    public static Figure of(ExperimentResult result) {
        List<ExperimentSummary> rows = successful(result);
        List<RepairMethod> treatments = List.of(RepairMethod.CUT, RepairMethod.G);
        Panels panels =
                new Panels("Accuracy against compression", 2 * treatments.size(), treatments.size()).note(SPREAD);
        for (boolean retrained : new boolean[] {false, true}) {
            for (RepairMethod treatment : treatments) {
                panels.panel(
                                treatment + (retrained ? ", retrained" : ", not retrained"),
                                retrained ? "parameters before / after" : "",
                                "test accuracy, %")
                        .axis("x", "type", "log")
                        .axis("x", "tickvals", DOUBLINGS)
                        .axis("y", "range", List.of(0, 102));
                addMethods(panels, result, rows, accuracy(treatment, retrained), true);
            }
        }
        return panels.figure().withLayout("height", 760);
    }

    private static Function<ExperimentSummary, MeanAndSpread> accuracy(RepairMethod treatment, boolean retrained) {
        return row -> (retrained ? row.retrained() : row.treated()).get(treatment);
    }

    /**
     * Draws in what share of the seeds some layer came down to a single node, which is all that has to stay of it.
     *
     * @param result of an experiment
     * @return the figure
     * @throws IllegalArgumentException if all runs have failed
     */
    public static Figure collapse(ExperimentResult result) {
        Panels panels = new Panels("How often a layer came down to a single node", 1, 1)
                .panel("", "parameters before / after", "share of the seeds, %")
                .axis("x", "type", "log")
                .axis("x", "tickvals", DOUBLINGS)
                .axis("y", "range", List.of(-5, 105));
        addMethods(panels, result, successful(result), row -> row.mask().collapsed(), false);
        return panels.figure();
    }

    private static void addMethods(
            Panels panels,
            ExperimentResult result,
            List<ExperimentSummary> rows,
            Function<ExperimentSummary, MeanAndSpread> share,
            boolean spreads) {
        for (String method : result.methods()) {
            List<ExperimentSummary> own = rows.stream()
                    .filter(row ->
                            row.method().equals(method) && share.apply(row).count() > 0)
                    .toList();
            if (own.isEmpty()) {
                continue;
            }
            List<Double> x =
                    own.stream().map(row -> row.left().compression().mean()).toList();
            List<Double> y =
                    own.stream().map(row -> 100 * share.apply(row).mean()).toList();
            List<Double> spread =
                    own.stream().map(row -> spread(share.apply(row))).toList();
            Trace means = Trace.linesAndMarkers(x, y, Palette.method(method));
            if (spreads) {
                panels.add(band(x, y, spread, method));
                means.with(
                        "error_y", // for still pictures, and where a band has no width
                        Map.of("type", "data", "array", spread, "visible", own.size() == 1));
            }
            panels.add(means.hover(own.stream()
                            .map(row -> String.format(
                                    Locale.ROOT,
                                    "%s, %s: %.1f times smaller, %s %%, %d seeds",
                                    method,
                                    row.budget(),
                                    row.left().compression().mean(),
                                    share.apply(row).percent(),
                                    share.apply(row).count()))
                            .toList())
                    .grouped(method));
        }
    }

    private static double spread(MeanAndSpread share) {
        return Double.isNaN(share.deviation()) ? 0 : 100 * share.deviation();
    }

    private static Trace band(List<Double> x, List<Double> y, List<Double> spread, String method) {
        List<Double> around = new ArrayList<>();
        List<Double> edge = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            around.add(x.get(i));
            edge.add(y.get(i) + spread.get(i));
        }
        for (int i = x.size() - 1; i >= 0; i--) {
            around.add(x.get(i));
            edge.add(y.get(i) - spread.get(i));
        }
        return Trace.area(around, edge, Palette.method(method).colour()).grouped(method, false);
    }

    /**
     * Draws accuracy against the seconds that finding the mask took, one panel per budget: what lies to the left and above is
     * better.
     *
     * @param result of an experiment
     * @param treatment after which
     * @param retrained whether with or without retraining
     * @return the figure
     * @throws IllegalArgumentException if there are no such runs
     */
    public static Figure cost(ExperimentResult result, RepairMethod treatment, boolean retrained) {
        List<ExperimentSummary> rows = successful(result).stream()
                .filter(row -> accuracy(treatment, retrained).apply(row).count() > 0)
                .toList();
        argument(
                !rows.isEmpty(),
                "experiment figure: expected runs that are %s %s, got none",
                treatment,
                retrained ? "and retrained" : "and not retrained");
        List<String> budgets = result.budgets();
        Panels panels = new Panels(
                        "Accuracy " + treatment + (retrained ? ", retrained," : "")
                                + " against the cost of finding the mask",
                        budgets.size(),
                        Math.min(3, budgets.size()))
                .note(SPREAD);
        for (String budget : budgets) {
            panels.panel(budget, "seconds to find the mask", "test accuracy, %")
                    .axis("x", "type", "log")
                    .axis("x", "exponentformat", "none"); // else 0.0001 is written 100µ
            for (ExperimentSummary row : rows) {
                MeanAndSpread share = accuracy(treatment, retrained).apply(row);
                if (row.budget().equals(budget) && row.mask().seconds().mean() > 0) {
                    panels.add(Trace.points(
                                    List.of(row.mask().seconds().mean()),
                                    List.of(100 * share.mean()),
                                    Palette.method(row.method()).colour())
                            .symbol(Palette.method(row.method()).symbol())
                            .errors(
                                    List.of(spread(share)),
                                    Palette.method(row.method()).colour())
                            .hover(List.of(String.format(
                                    Locale.ROOT,
                                    "%s: %s %% after %s s",
                                    row.method(),
                                    share.percent(),
                                    row.mask().seconds())))
                            .grouped(row.method()));
                }
            }
        }
        return panels.figure();
    }

    private static List<ExperimentSummary> successful(ExperimentResult result) {
        List<ExperimentSummary> rows = result.summaries().stream()
                .filter(row -> row.left().parameters().count() > 0)
                .toList();
        argument(!rows.isEmpty(), "experiment figure: expected at least one run that has not failed, got none");
        return rows;
    }
}
