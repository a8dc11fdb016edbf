package org.mipp.notebook.variables;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the values of a notebook's variables while cells above them are edited, and knows which are older than what they were
 * made from.
 *
 * <p>JShell empties a variable when anything changes from which its type may have been inferred: that keeps types right, and
 * loses what took minutes to make. Here a value stays for as long as it fits. A declaration that does not compile, or fails,
 * takes away nothing.
 */
public final class CellVariables implements ExecutionWatch.Watcher {

    /** What of the kernel is needed. */
    public interface Cells {

        /** The class that JShell made for a snippet; null if there is none. */
        @Nullable
        Class<?> classOf(Snippet snippet);

        /** The number in front of the running cell. */
        int number();

        /** Does something when the running cell has ended. */
        void atEnd(Runnable last);

        /** Comes before a snippet is executed. */
        void begins();

        /** Comes after a snippet was executed. */
        void ends();

        /** Shows a note under the running cell. */
        void show(String note);
    }

    private final JShell shell;
    private final Cells cells;
    private final VariableLineage lineage = new VariableLineage();
    private final VariableNotes notes = new VariableNotes(lineage);
    private final Map<String, VariablePlace> places = new LinkedHashMap<>();
    private final Map<String, String> sources = new HashMap<>(); // of methods with their parameters, and of types
    private final Set<String> readLater =
            new HashSet<>(); // by code that may outlive the class it reads a variable from
    private final Set<String> unusable = new HashSet<>();
    private boolean restoring;
    private boolean willTell;

    public CellVariables(JShell shell, Cells cells) {
        this.shell = shell;
        this.cells = cells;
        shell.onSnippetEvent(event -> {
            if (!restoring) {
                happened(event);
            }
        });
    }

    @Override
    public boolean onlyDeclares() {
        return restoring;
    }

    @Override
    public Consumer<Boolean> begins(String className) {
        cells.begins();
        Consumer<Boolean> end = beginsToExecute(className);
        return succeeded -> {
            cells.ends();
            end.accept(succeeded);
        };
    }

    private Consumer<Boolean> beginsToExecute(String className) {
        Map<String, VariablePlace> before = Map.copyOf(places);
        carryOver();
        String name = places.keySet().stream()
                .filter(variable -> places.get(variable).holder().getName().equals(className))
                .findAny()
                .orElse(null);
        if (name == null) {
            return succeeded -> {}; // a statement, an expression
        }
        VariablePlace place = places.get(name);
        boolean inPlace = before.get(name) == place;
        Object old = place.value();
        return succeeded -> {
            if (!succeeded) {
                failed(name, before.containsKey(name));
                return;
            }
            place.isRenewed();
            lineage.made(name);
            notes.forget(name);
            if (before.containsKey(name) && !SameValue.test(old, place.value())) {
                lineage.changed(name, inPlace);
            }
        };
    }

    /** Comes after JShell has taken in a snippet, for it and for all that depend on it. */
    private void happened(SnippetEvent event) {
        Snippet snippet = event.snippet();
        Snippet cause = event.causeSnippet();
        if (event.status() == Status.OVERWRITTEN && cause != null && shell.status(cause) == Status.REJECTED) {
            restore(snippet);
        } else if (cause != null && isLost(snippet) && infersType((VarSnippet) snippet)) {
            declareAgain(snippet);
        } else if (cause == null && event.status().isActive()) {
            declared(snippet);
        }
        carryOver();
        places.forEach((name, place) -> {
            if (place.isRenewed()) {
                lineage.made(name); // an assignment
            }
        });
        if (!willTell) {
            willTell = true;
            cells.atEnd(this::tell);
        }
    }

    private void declared(Snippet snippet) {
        if (snippet instanceof VarSnippet variable && isNamed(variable)) {
            Mentions mentions = Mentions.ofVariable(snippet.source(), variable.name());
            readLater.addAll(mentions.later());
            lineage.declared(variable.name(), mentions, cells.number());
        } else if (snippet instanceof MethodSnippet method) {
            declared(Mentions.method(method.name()), method.name() + method.parameterTypes(), snippet);
        } else if (snippet instanceof TypeDeclSnippet type) {
            declared(type.name(), type.name(), snippet);
        } else {
            readLater.addAll(Mentions.ofStatement(snippet.source()).later());
        }
    }

    private void declared(String name, String key, Snippet snippet) {
        Mentions mentions = Mentions.ofDeclaration(snippet.source());
        readLater.addAll(mentions.later());
        String source = DeclarationText.of(snippet.source());
        String before = sources.put(key, source);
        if (before != null && !before.equals(source)) {
            lineage.changed(name, false);
        }
        lineage.declared(name, mentions);
    }

    /** Brings back what a declaration that does not compile has put out of force. */
    private void restore(Snippet old) {
        declareAgain(old);
        if (old instanceof VarSnippet variable) {
            failed(variable.name(), places.containsKey(variable.name()));
        }
    }

    private boolean isLost(Snippet snippet) {
        return snippet instanceof VarSnippet && shell.status(snippet) == Status.RECOVERABLE_NOT_DEFINED;
    }

    /** For JShell an inferred type is that of the first declaration for ever, even if its class is another by now. */
    private static boolean infersType(VarSnippet variable) {
        return variable.source().matches("(?s).*\\bvar\\s+" + Pattern.quote(variable.name()) + "\\b.*");
    }

    /** Lets JShell declare something again without executing it: values move on as after an edit. */
    private void declareAgain(Snippet snippet) {
        restoring = true;
        try {
            shell.eval(snippet.source());
        } finally {
            restoring = false;
        }
    }

    private void failed(String name, boolean hadValue) {
        if (hadValue && !notes.failed(name)) {
            lineage.changed(name, false);
        }
    }

    /** Moves the values of variables to the classes that JShell has made for them since. */
    private void carryOver() {
        usable().forEach(variable -> {
            String name = variable.name();
            Class<?> holder = cells.classOf(variable);
            VariablePlace old = places.get(name);
            if (holder == null || old != null && old.holder() == holder) {
                return;
            }
            VariablePlace place = new VariablePlace(holder, name);
            if (old != null) {
                if (!place.take(old)) {
                    notes.reset(name);
                }
                if (!readLater.contains(name)) {
                    old.clear();
                }
            }
            places.put(name, place);
        });
    }

    private Stream<VarSnippet> usable() {
        return shell.variables()
                .filter(variable -> isNamed(variable) && shell.status(variable).isDefined());
    }

    private static boolean isNamed(VarSnippet variable) {
        return variable.subKind() != SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    }

    private void tell() {
        willTell = false;
        carryOver();
        Set<String> usable = new HashSet<>();
        usable().forEach(variable -> usable.add(variable.name()));
        unusable.removeAll(usable);
        for (String name : places.keySet()) {
            if (usable.contains(name)) {
                notes.older(name);
            } else if (unusable.add(name)) {
                notes.unusable(name, Ambiguity.of(name, shell, lineage));
            }
        }
        String note = notes.take();
        lineage.endCell();
        if (!note.isEmpty()) {
            cells.show(note);
        }
    }
}
