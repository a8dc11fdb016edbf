package org.mipp.information.ranking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mipp.information.Unit;
import org.mipp.run.Notes;
import org.mipp.run.Provenance;
import org.mipp.run.TextColumn;

/**
 * The columns of a table by what each tells about one of them.
 *
 * @param table its name
 * @param target the column that is told about
 * @param unit of all information here
 * @param columns the one that tells most first
 * @param leftOut why columns could not be measured, by their names
 * @param level of intervals and thresholds
 * @param permutations behind thresholds and p; 0 if there are none
 * @param warnings what to know of the rows, for display
 * @param provenance seed, samples, seconds
 */
public record ColumnRanking(
        String table,
        String target,
        Unit unit,
        List<RankedColumn> columns,
        Map<String, String> leftOut,
        double level,
        int permutations,
        List<String> warnings,
        Provenance provenance) {

    private static final int MOST_LINES = 12;

    /** Copies the lists and the map. */
    public ColumnRanking {
        columns = List.copyOf(columns);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
        warnings = List.copyOf(warnings);
    }

    /** {@return the same in bits} */
    public ColumnRanking bits() {
        double factor = unit.in(Unit.BITS);
        return new ColumnRanking(
                table,
                target,
                Unit.BITS,
                columns.stream().map(column -> column.scaled(factor)).toList(),
                leftOut,
                level,
                permutations,
                warnings,
                provenance);
    }

    /** {@return the columns of which more is found than chance gives the best of so many columns, at this level} */
    public List<RankedColumn> significant() {
        return columns.stream()
                .filter(column -> column.correctedP().orElse(1) <= 1 - level + 1e-9)
                .toList();
    }

    /** {@return all doubts: about the rows, about columns under their names, and why columns are left out} */
    public List<String> allWarnings() {
        List<String> all = new ArrayList<>(warnings);
        Map<String, List<String>> names = new LinkedHashMap<>();
        columns.forEach(
                column -> column.warnings().forEach(warning -> names.computeIfAbsent(warning, any -> new ArrayList<>())
                        .add(column.name())));
        names.forEach((warning, of) -> all.add(some(of) + ": " + warning));
        leftOut.forEach((name, reason) -> all.add(name + " is left out: " + reason));
        return all;
    }

    private static String some(List<String> names) {
        return names.size() <= 3
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 2)) + " and " + (names.size() - 2) + " more";
    }

    @Override
    public String toString() {
        String name = TextColumn.of(8, columns.stream().limit(MOST_LINES).map(RankedColumn::name));
        String tested = permutations == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %d above chance at %.0f %% for all together",
                        significant().size(),
                        100 * level);
        return String.format(
                        Locale.ROOT,
                        "%d columns of %s by what they tell about %s%s (%s)",
                        columns.size(),
                        table,
                        target,
                        tested,
                        provenance)
                + columns.stream()
                        .limit(MOST_LINES)
                        .map(column -> String.format(
                                        Locale.ROOT, "\n  " + name + " %.4f %s", column.name(), column.estimate(), unit)
                                + (column.correctedP().isPresent()
                                        ? String.format(
                                                Locale.ROOT,
                                                " (p %.2g, corrected %.2g)",
                                                column.p().orElse(1),
                                                column.correctedP().getAsDouble())
                                        : "")
                                + ", " + column.estimator())
                        .collect(Collectors.joining())
                + (columns.size() > MOST_LINES ? "\n  and " + (columns.size() - MOST_LINES) + " more" : "")
                + Notes.of(allWarnings());
    }
}
