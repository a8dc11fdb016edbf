package org.mipp.information.ranking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mipp.information.Unit;
import org.mipp.information.table.ColumnKind;
import org.mipp.run.Notes;
import org.mipp.run.Provenance;
import org.mipp.run.TextColumn;

/**
 * Columns that together tell much about one of them.
 *
 * @param table its name
 * @param target the column that is told about
 * @param criterion by which they were chosen
 * @param estimator by which was estimated
 * @param unit of all information here
 * @param chosen in the order in which they were chosen
 * @param leftOut why columns were not or could not be chosen, by their names; those that are merely worse are not in it
 * @param warnings what to know of the rows, for display
 * @param provenance seed, samples, seconds
 */
public record ColumnSelection(
        String table,
        String target,
        SelectionCriterion criterion,
        String estimator,
        Unit unit,
        List<Chosen> chosen,
        Map<String, String> leftOut,
        List<String> warnings,
        Provenance provenance) {

    /**
     * One column that was chosen.
     *
     * @param name of the column
     * @param kind of the column
     * @param alone what it tells about the target by itself
     * @param score what it was chosen for, by the criterion: beyond those above it
     */
    public record Chosen(String name, ColumnKind kind, double alone, double score) {}

    /** Copies the lists and the map. */
    public ColumnSelection {
        chosen = List.copyOf(chosen);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
        warnings = List.copyOf(warnings);
    }

    /** {@return the names of the columns, in the order in which they were chosen} */
    public List<String> names() {
        return chosen.stream().map(Chosen::name).toList();
    }

    /** {@return the same in bits} */
    public ColumnSelection bits() {
        double factor = unit.in(Unit.BITS);
        return new ColumnSelection(
                table,
                target,
                criterion,
                estimator,
                Unit.BITS,
                chosen.stream()
                        .map(one -> new Chosen(one.name(), one.kind(), factor * one.alone(), factor * one.score()))
                        .toList(),
                leftOut,
                warnings,
                provenance);
    }

    /** {@return all doubts, and why columns were left out} */
    public List<String> allWarnings() {
        List<String> all = new ArrayList<>(warnings);
        leftOut.forEach((name, reason) -> all.add(name + " is left out: " + reason));
        return all;
    }

    @Override
    public String toString() {
        String name = TextColumn.of(8, chosen.stream().map(Chosen::name));
        return String.format(
                        Locale.ROOT,
                        "%d columns of %s that tell about %s, by %s with %s (%s)",
                        chosen.size(),
                        table,
                        target,
                        criterion,
                        estimator,
                        provenance)
                + chosen.stream()
                        .map(one -> String.format(
                                Locale.ROOT,
                                "\n  " + name + " for %.4f %s, by itself %.4f",
                                one.name(),
                                one.score(),
                                unit,
                                one.alone()))
                        .collect(Collectors.joining())
                + Notes.of(allWarnings());
    }
}
