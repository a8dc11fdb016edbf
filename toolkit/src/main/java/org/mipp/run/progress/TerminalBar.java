package org.mipp.run.progress;

import java.io.Console;
import java.io.PrintStream;

/**
 * A progress bar on one line of a terminal, for plain programs: {@code Progress.showOn(TerminalBar.standard())}.
 *
 * <p>Where the output goes into a file only the last state of every task is written.
 */
public final class TerminalBar implements Progress.Display {

    private final PrintStream out;
    private final boolean rewrites;
    private int width; // of what stands on the line

    /**
     * Makes a bar.
     *
     * @param out where it is printed
     * @param rewrites whether a carriage return goes back to the start of the line, as in a terminal
     */
    public TerminalBar(PrintStream out, boolean rewrites) {
        this.out = out;
        this.rewrites = rewrites;
    }

    /** {@return a bar on the standard error stream, so that results can be piped elsewhere} */
    public static TerminalBar standard() {
        return new TerminalBar(System.err, isTerminal());
    }

    /** From Java 22 on there is a console even where nobody looks at it. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    @Override
    public synchronized void show(Progress.State state) {
        if (!state.finished() && !rewrites) {
            return;
        }
        String line = state.toString();
        String rest = " ".repeat(Math.max(0, width - line.length())); // of a longer line before
        out.print((rewrites ? "\r" : "") + line + rest + (state.finished() ? System.lineSeparator() : ""));
        out.flush();
        width = state.finished() ? 0 : line.length();
    }
}
