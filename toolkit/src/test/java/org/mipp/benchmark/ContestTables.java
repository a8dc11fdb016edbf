package org.mipp.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.ExperimentSummary;
import org.mipp.experiment.MeanAndSpread;
import org.mipp.experiment.RepairMethod;

/**
 * An experiment as two Markdown tables: what every method reaches, the best of each column in bold; and how far the first
 * method is ahead of the best of the others.
 */
final class ContestTables {

    private static final Pattern SHARE = Pattern.compile("(\\d+)x fewer parameters.*");
    private static final MeanAndSpread NONE = new MeanAndSpread(0, Double.NaN, Double.NaN);
    private static final Map<RepairMethod, String> NAMES =
            Map.of(RepairMethod.CUT, "cut", RepairMethod.G, "with g", RepairMethod.BLOCKS, "by blocks");
    private static final Map<RepairMethod, String> AFTER =
            Map.of(RepairMethod.CUT, "cut", RepairMethod.G, "g", RepairMethod.BLOCKS, "blocks");

    private final List<List<ExperimentSummary>> budgets;
    private final String first;
    private final Map<String, Function<ExperimentSummary, MeanAndSpread>> columns = new LinkedHashMap<>();

    ContestTables(ExperimentResult result) {
        boolean blocks = result.summaries().stream()
                .anyMatch(row ->
                        row.treated().getOrDefault(RepairMethod.BLOCKS, NONE).count() > 0);
        List<RepairMethod> treatments = blocks
                ? List.of(RepairMethod.CUT, RepairMethod.G, RepairMethod.BLOCKS)
                : List.of(RepairMethod.CUT, RepairMethod.G);
        treatments.forEach(treatment ->
                columns.put(NAMES.get(treatment), row -> row.treated().getOrDefault(treatment, NONE)));
        treatments.forEach(treatment -> columns.put(
                AFTER.get(treatment) + ", retrained", row -> row.retrained().getOrDefault(treatment, NONE)));
        this.first = result.runs().get(0).method();
        this.budgets = result.budgets().stream()
                .map(budget -> result.summaries().stream()
                        .filter(row -> row.budget().equals(budget)
                                && row.left().parameters().count() > 0)
                        .toList())
                .toList();
    }

    void print() {
        System.out.println("\n| compression | method | " + String.join(" | ", columns.keySet())
                + " | fewer MACs | mask, s | seeds | with a layer of one node, % |\n|---|---|"
                + "---|".repeat(columns.size() + 4));
        budgets.forEach(rows -> rows.forEach(row -> System.out.println(line(row, rows))));
        System.out.println("\nHow far " + first
                + " is ahead of the best other method, in points, and in standard deviations (the"
                + " larger of the two):\n\n| compression | " + String.join(" | ", columns.keySet()) + " |\n|---|"
                + "---|".repeat(columns.size()));
        budgets.forEach(rows -> System.out.println(columns.values().stream()
                .map(column -> lead(column, rows))
                .collect(Collectors.joining(" | ", "| " + compression(rows) + " | ", " |"))));
    }

    private String line(ExperimentSummary row, List<ExperimentSummary> rivals) {
        List<String> cells = new ArrayList<>(List.of(compression(rivals), row.method()));
        for (Function<ExperimentSummary, MeanAndSpread> column : columns.values()) {
            MeanAndSpread here = column.apply(row);
            double best = rivals.stream()
                    .map(column)
                    .mapToDouble(MeanAndSpread::mean)
                    .filter(mean -> !Double.isNaN(mean))
                    .max()
                    .orElse(Double.NaN);
            cells.add(here.mean() == best ? "**" + here.percent() + "**" : here.percent());
        }
        cells.add(String.format(Locale.ROOT, "%.1f", row.left().speedUp().mean()));
        cells.add(String.format(Locale.ROOT, "%.2f", row.mask().seconds().mean()));
        cells.add(String.valueOf(row.left().parameters().count()));
        cells.add(
                String.format(Locale.ROOT, "%.0f", 100 * row.mask().collapsed().mean()));
        return "| " + String.join(" | ", cells) + " |";
    }

    /** Networks that are trained from scratch are no selection, so they are no rivals here. */
    private String lead(Function<ExperimentSummary, MeanAndSpread> column, List<ExperimentSummary> rows) {
        Optional<MeanAndSpread> own = rows.stream()
                .filter(row -> row.method().equals(first))
                .map(column)
                .findFirst();
        Optional<ExperimentSummary> rival = rows.stream()
                .filter(row -> !row.method().equals(first) && !row.method().equals("from scratch"))
                .filter(row -> own.isPresent()
                        && column.apply(row).count() == own.get().count()) // of all seeds
                .max(Comparator.comparingDouble(row -> column.apply(row).mean()));
        if (own.isEmpty() || rival.isEmpty() || own.get().count() == 0) {
            return "";
        }
        MeanAndSpread other = column.apply(rival.get());
        double points = own.get().mean() - other.mean();
        double deviation = Math.max(own.get().deviation(), other.deviation());
        String spread = Double.isNaN(deviation) ? "" : String.format(Locale.ROOT, " (%+.1f sd)", points / deviation);
        return String.format(
                Locale.ROOT, "%+.2f%s %s", 100 * points, spread, rival.get().method());
    }

    /** How many times fewer parameters were asked for; other budgets as they call themselves. */
    private static String compression(List<ExperimentSummary> rows) {
        String budget = rows.isEmpty() ? "" : rows.get(0).budget();
        Matcher share = SHARE.matcher(budget);
        return share.matches() ? share.group(1) + " x" : budget;
    }
}
