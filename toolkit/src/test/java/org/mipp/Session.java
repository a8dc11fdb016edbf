package org.mipp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.mipp.notebook.MippExtension;

/** A session of JShell in this process with what a cell finds imported; a test fails with what does not compile or throws. */
public final class Session implements AutoCloseable {

    private final JShell shell;

    private Session(JShell shell) {
        this.shell = shell;
    }

    public static Session open() {
        Session session = new Session(JShell.builder()
                .executionEngine("local")
                .compilerOptions("--class-path", System.getProperty("java.class.path"))
                .build());
        MippExtension.imports().forEach(session::run);
        return session;
    }

    /**
     * Runs a cell.
     *
     * @return the last snippet of it
     */
    public Snippet run(String source) {
        Snippet last = null;
        String rest = source;
        while (!rest.isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            assertTrue(next.completeness().isComplete(), "incomplete: " + rest);
            for (SnippetEvent event : shell.eval(next.source())) {
                check(event, next.source());
                last = event.causeSnippet() == null ? event.snippet() : last; // not what was only compiled anew
            }
            assertFalse(rest.equals(next.remaining()), "no progress in: " + rest);
            rest = next.remaining();
        }
        return last;
    }

    private void check(SnippetEvent event, String source) {
        if (event.status() == Snippet.Status.REJECTED) {
            List<String> errors = shell.diagnostics(event.snippet())
                    .map(problem -> problem.getMessage(null))
                    .toList();
            fail(source + System.lineSeparator() + errors);
        }
        if (event.exception() != null) {
            fail(source + System.lineSeparator() + described(event.exception()), event.exception());
        }
    }

    private static String described(JShellException exception) {
        return exception instanceof EvalException thrown
                ? thrown.getExceptionClassName() + ": " + thrown.getMessage()
                : exception.toString();
    }

    @Override
    public void close() {
        shell.close();
    }
}
