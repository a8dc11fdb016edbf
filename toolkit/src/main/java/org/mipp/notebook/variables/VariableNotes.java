package org.mipp.notebook.variables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a cell's reader is told of the variables of other cells: which are older now, were reset, or cannot be used. */
final class VariableNotes {

    private final VariableLineage lineage;
    private final Map<Set<String>, List<String>> older = new LinkedHashMap<>(); // by what they were made from
    private final Map<String, List<String>> unusable = new LinkedHashMap<>(); // by what the compiler says
    private final Set<String> reset = new LinkedHashSet<>();
    private final Set<String> failed = new LinkedHashSet<>();

    VariableNotes(VariableLineage lineage) {
        this.lineage = lineage;
    }

    /** A variable's type is another now, and its value was lost. */
    void reset(String variable) {
        reset.add(variable);
    }

    /** {@return whether a variable whose cell failed keeps its old value, because it was not reset} */
    boolean failed(String variable) {
        return !reset.contains(variable) && failed.add(variable);
    }

    /** A variable has got a value. */
    void forget(String variable) {
        reset.remove(variable);
        failed.remove(variable);
    }

    /** A variable may be older than what it was made from. */
    void older(String variable) {
        Set<String> newer = lineage.newerThan(variable);
        if (!newer.isEmpty() && !reset.contains(variable)) {
            older.computeIfAbsent(newer, key -> new ArrayList<>()).add(variable);
        }
    }

    /** A variable's declaration does not compile any more: an ambiguous name, or else a type that has changed. */
    void unusable(String variable, String ambiguity) {
        if (ambiguity.isEmpty()) {
            reset.add(variable);
        } else {
            unusable.computeIfAbsent(ambiguity, key -> new ArrayList<>()).add(variable);
        }
    }

    /** {@return what there is to say, one sentence a line, and nothing the next time} */
    String take() {
        List<String> lines = new ArrayList<>();
        older.forEach((causes, names) -> lines.add(names(names) + verb(names, " was", " were") + " made from an older "
                + names(causes) + "; " + runAgain(names) + verb(names, " to renew it", " to renew them")));
        Map<Set<String>, List<String>> lost = new LinkedHashMap<>();
        reset.forEach(name -> lost.computeIfAbsent(lineage.causes(name), key -> new ArrayList<>())
                .add(name));
        lost.forEach((causes, names) -> lines.add(names(names) + verb(names, " was", " were") + " reset, because "
                + (causes.isEmpty()
                        ? "the type is another now"
                        : names(causes) + verb(causes, " has", " have") + " changed")
                + "; " + runAgain(names)));
        unusable.forEach((problem, names) -> lines.add(
                names(names) + " cannot be used now: " + problem + "; import the one that you mean by its name"));
        if (!failed.isEmpty()) {
            lines.add(names(failed) + verb(failed, " keeps its old value", " keep their old values"));
        }
        older.clear();
        unusable.clear();
        reset.clear();
        failed.clear();
        return String.join("\n", lines);
    }

    private String runAgain(List<String> variables) {
        List<String> cells = variables.stream()
                .map(lineage::cell)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .map(cell -> "[" + cell + "]")
                .toList();
        return "run " + verb(variables, "its", "their") + verb(cells, " cell ", " cells ") + join(cells, cell -> cell)
                + " again";
    }

    private static String verb(Collection<String> names, String one, String several) {
        return names.size() == 1 ? one : several;
    }

    private static String names(Collection<String> names) {
        return join(List.copyOf(names), name -> name.replace("()", ""));
    }

    private static String join(List<String> names, Function<String, String> shown) {
        List<String> all = names.stream().map(shown).toList();
        int last = all.size() - 1;
        return last == 0 ? all.get(0) : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
    }
}
