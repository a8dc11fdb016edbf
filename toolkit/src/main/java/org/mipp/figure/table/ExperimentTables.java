package org.mipp.figure.table;

import static org.mipp.figure.table.Columns.number;
import static org.mipp.figure.table.Columns.text;
import static org.mipp.figure.table.Columns.whole;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.ExperimentSummary;
import org.mipp.experiment.PruningRun;
import org.mipp.experiment.RepairMethod;
import tech.tablesaw.api.Table;

/** Experiments as Tablesaw tables; {@code table.write().csv(file)} saves them. Accuracies are in percent. */
public final class ExperimentTables {

    private ExperimentTables() {}

    /**
     * Lists test accuracies, mean and standard deviation over seeds.
     *
     * @param result of an experiment
     * @return one row per budget and method, one column per treatment, not retrained and retrained
     */
    public static Table accuracies(ExperimentResult result) {
        List<ExperimentSummary> rows = result.summaries();
        Table table = Table.create(
                "accuracies, %",
                text("budget", rows, ExperimentSummary::budget), text("method", rows, ExperimentSummary::method));
        for (RepairMethod treatment : RepairMethod.values()) {
            addIfAny(table, treatment + ", %", rows, row -> row.treated()
                    .get(treatment)
                    .percent());
        }
        for (RepairMethod treatment : RepairMethod.values()) {
            addIfAny(table, treatment + ", retrained, %", rows, row -> row.retrained()
                    .get(treatment)
                    .percent());
        }
        return table;
    }

    /**
     * Lists what is left of the network, and what it cost to find out what to keep: mean and standard deviation over seeds.
     *
     * @param result of an experiment
     * @return one row per budget and method: parameters left, how many times fewer they are, how many times fewer
     *     multiply-accumulates (the theoretical speed-up), how many times faster by the clock, seconds to find the mask, in
     *     what share of the seeds a layer came down to one node, and how many seeds failed
     */
    public static Table costs(ExperimentResult result) {
        List<ExperimentSummary> rows = result.summaries();
        return Table.create(
                "costs",
                text("budget", rows, ExperimentSummary::budget),
                text("method", rows, ExperimentSummary::method),
                number("parameters", rows, row -> row.left().parameters().mean()),
                text("times fewer", rows, row -> row.left().compression().toString()),
                text("times fewer MACs", rows, row -> row.left().speedUp().toString()),
                text("times faster, measured", rows, row -> row.left()
                        .latencySpeedUp()
                        .toString()),
                text("mask, s", rows, row -> row.mask().seconds().toString()),
                number("collapsed, %", rows, row -> 100 * row.mask().collapsed().mean()),
                whole("failed", rows, ExperimentSummary::failed));
    }

    private static void addIfAny(
            Table table, String name, List<ExperimentSummary> rows, Function<ExperimentSummary, String> value) {
        if (rows.stream().anyMatch(row -> !value.apply(row).isEmpty())) {
            table.addColumns(text(name, rows, value));
        }
    }

    /**
     * Lists every run.
     *
     * @param result of an experiment
     * @return one row per seed, budget and method, the whole network's first, with all settings: the method's own, and those of
     *     the experiment in the last column
     */
    public static Table byRun(ExperimentResult result) {
        List<PruningRun> rows =
                Stream.concat(result.whole().stream(), result.runs().stream()).toList();
        Table table = Table.create(
                "runs",
                text("method", rows, PruningRun::method),
                text("settings", rows, PruningRun::settings),
                text("budget", rows, PruningRun::budget),
                whole("seed", rows, PruningRun::seed),
                text("kept", rows, run -> run.kept().toString()),
                whole("nodes", rows, run -> run.size().nodes()),
                whole("parameters", rows, run -> run.size().parameters()),
                whole("MACs", rows, run -> run.size().macs()),
                number("ms for 1,000 images", rows, run -> run.size().milliseconds()),
                number("mask, s", rows, PruningRun::maskSeconds));
        for (RepairMethod treatment : RepairMethod.values()) {
            table.addColumns(number(
                    treatment.toString(), rows, run -> percent(run.treated().get(treatment))));
            table.addColumns(number(
                    treatment + ", s", rows, run -> run.treatmentSeconds().getOrDefault(treatment, Double.NaN)));
            table.addColumns(number(
                    treatment + ", retrained",
                    rows,
                    run -> percent(run.retrained().get(treatment))));
        }
        return table.addColumns(
                text("failure", rows, run -> run.failure().orElse("")),
                text("experiment", rows, run -> result.settings()));
    }

    private static double percent(@Nullable Double share) {
        return share == null ? Double.NaN : 100 * share; // how Tablesaw says 'missing'
    }
}
