package org.mipp.notebook.variables;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What was made from what, and when: the declarations of a notebook as a graph of names. A variable is older than a name
 * that changed after the variable was made, if it mentions it, itself or by other names.
 */
final class VariableLineage {

    /** A change that the running cell made; in place if those who read the name later see the new value. */
    private record Change(long time, boolean inPlace) {}

    private final Map<String, Mentions> mentions = new HashMap<>();
    private final Map<String, Long> made = new HashMap<>(); // variables
    private final Map<String, Integer> cells = new HashMap<>();
    private final Map<String, Change> changes = new LinkedHashMap<>(); // by the running cell
    private long time;

    /** Takes down what a variable is made from, and in which cell. */
    void declared(String variable, Mentions mentioned, int cell) {
        mentions.put(variable, mentioned);
        cells.put(variable, cell);
    }

    /** Takes down what a method or type mentions; what methods of one name mention is taken together. */
    void declared(String name, Mentions mentioned) {
        mentions.merge(name, mentioned, Mentions::and);
    }

    /** Takes down that the value of a variable is as new as all that there is now. */
    void made(String variable) {
        made.put(variable, ++time);
    }

    /** Takes down that a name stands for something else than before. */
    void changed(String name, boolean inPlace) {
        changes.put(name, new Change(++time, inPlace));
    }

    /** Forgets what the running cell changed: it has ended. */
    void endCell() {
        changes.clear();
    }

    /** {@return the names that one mentions} */
    Stream<String> mentioned(String name) {
        Mentions own = mentions.getOrDefault(name, Mentions.NONE);
        return Stream.concat(own.atOnce().stream(), own.later().stream()).sorted();
    }

    /** {@return the number of the cell in which a variable was declared last} */
    int cell(String variable) {
        return cells.getOrDefault(variable, 0);
    }

    /** {@return of what the running cell changed after a variable was made, that which the variable was made from} */
    Set<String> newerThan(String variable) {
        return reached(variable, made.getOrDefault(variable, 0L));
    }

    /** {@return of all that the running cell changed, that which a variable is made from} */
    Set<String> causes(String variable) {
        return reached(variable, 0);
    }

    private Set<String> reached(String variable, long since) {
        Set<String> found = new TreeSet<>();
        Mentions own = mentions.getOrDefault(variable, Mentions.NONE);
        Set<String> seen = new HashSet<>(Set.of(variable));
        own.atOnce().forEach(name -> visit(name, since, seen, found));
        for (String name : own.later()) {
            Change change = changes.get(name);
            if (change == null || !change.inPlace()) {
                visit(name, since, seen, found);
            }
        }
        return found;
    }

    private void visit(String name, long since, Set<String> seen, Set<String> found) {
        if (!seen.add(name)) {
            return;
        }
        Change change = changes.get(name);
        if (change != null && change.time() > since) {
            found.add(name);
            return;
        }
        Mentions next = mentions.getOrDefault(name, Mentions.NONE);
        next.atOnce().forEach(other -> visit(other, since, seen, found));
        next.later().forEach(other -> visit(other, since, seen, found));
    }
}
