package org.mipp.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A Markdown table of means and standard deviations over runs. */
final class MeanTable {

    private final String[] columns;
    private final Map<String, List<double[]>> rows = new LinkedHashMap<>();

    /** The first column names the row; the second is shown as a whole number without deviation. */
    MeanTable(String... columns) {
        this.columns = columns;
    }

    void add(String row, double... values) {
        rows.computeIfAbsent(row, name -> new ArrayList<>()).add(values);
    }

    void print() {
        System.out.println("| " + String.join(" | ", columns) + " |");
        System.out.println("|---".repeat(columns.length) + "|");
        rows.forEach((row, runs) -> {
            StringBuilder line = new StringBuilder("| " + row);
            for (int column = 0; column < runs.get(0).length; column++) {
                line.append(" | ").append(cell(runs, column));
            }
            System.out.println(line + " |");
        });
    }

    private static String cell(List<double[]> runs, int column) {
        double mean = runs.stream().mapToDouble(run -> run[column]).average().orElseThrow();
        if (column == 0) {
            return String.format(Locale.ROOT, "%,.0f", mean);
        }
        double squares = runs.stream()
                .mapToDouble(run -> (run[column] - mean) * (run[column] - mean))
                .sum();
        return String.format(Locale.ROOT, "%.2f ± %.2f", mean, Math.sqrt(squares / Math.max(1, runs.size() - 1)));
    }
}
