package org.mipp.notebook.variables;

import java.util.HashSet;
import java.util.Set;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;

/** Finds the ambiguous name for which a variable cannot be used: after an import of all classes of a package, two fit. */
final class Ambiguity {

    private final JShell shell;
    private final VariableLineage lineage;
    private final Set<String> seen = new HashSet<>();

    private Ambiguity(JShell shell, VariableLineage lineage) {
        this.shell = shell;
        this.lineage = lineage;
    }

    /** {@return what the compiler says of a variable's declaration, or of one that it mentions; empty if no name is ambiguous} */
    static String of(String variable, JShell shell, VariableLineage lineage) {
        return new Ambiguity(shell, lineage).find(variable);
    }

    private String find(String name) {
        if (!seen.add(name)) {
            return "";
        }
        String own = shell.snippets()
                .filter(snippet ->
                        name(snippet).equals(name) && shell.status(snippet).isActive())
                .flatMap(shell::diagnostics)
                .filter(problem -> problem.getCode().endsWith("ref.ambiguous"))
                .map(problem -> problem.getMessage(null).strip().replaceAll("\\s*\\R\\s*", ", "))
                .findFirst()
                .orElse("");
        return own.isEmpty()
                ? lineage.mentioned(name)
                        .map(this::find)
                        .filter(problem -> !problem.isEmpty())
                        .findFirst()
                        .orElse("")
                : own;
    }

    private static String name(Snippet snippet) {
        if (snippet instanceof MethodSnippet method) {
            return Mentions.method(method.name());
        }
        return snippet instanceof DeclarationSnippet declared ? declared.name() : "";
    }
}
