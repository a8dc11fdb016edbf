package org.mipp.notebook;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.dflib.jjava.jupyter.channels.DefaultReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.table.Html;
import org.mipp.notebook.variables.CellVariables;
import org.mipp.notebook.variables.ExecutionWatch;

/** The cells of JJava, as {@link CellVariables} needs them. JJava has no accessors for most of it. */
final class JJavaCells implements CellVariables.Cells {

    private final BaseKernel kernel;
    private final AtomicInteger executionCount;
    private final ClassLoader loader;
    private final Method className;
    private final Runnable printed; // sends what was printed
    private final IdleMemory memory = new IdleMemory();
    private @Nullable ShiftTab shiftTab; // until it answers

    private JJavaCells(BaseKernel kernel, ShiftTab shiftTab) throws ReflectiveOperationException {
        this.kernel = kernel;
        this.shiftTab = shiftTab;
        this.printed = GatheredPrint.in(kernel);
        Field count = BaseKernel.class.getDeclaredField("executionCount");
        count.setAccessible(true);
        executionCount = (AtomicInteger) count.get(kernel);
        Method classLoader = BaseKernel.class.getDeclaredMethod("getClassLoader");
        classLoader.setAccessible(true);
        loader = (ClassLoader) classLoader.invoke(kernel);
        className = Snippet.class.getDeclaredMethod("classFullName");
        className.setAccessible(true);
    }

    /**
     * Lets variables outlive edits in a kernel's notebook, gathers what cells print, and answers Shift-Tab.
     *
     * @throws ReflectiveOperationException if this version of JJava is another
     * @throws RuntimeException if the kernel was started without {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED}
     */
    static void keepVariablesOf(BaseKernel kernel) throws ReflectiveOperationException {
        JShell shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
        ShiftTab shiftTab = new ShiftTab(shell, MippExtension.imports());
        ExecutionWatch.install(shell, new CellVariables(shell, new JJavaCells(kernel, shiftTab)));
    }

    @Override
    public @Nullable Class<?> classOf(Snippet snippet) {
        try {
            return Class.forName((String) className.invoke(snippet), false, loader);
        } catch (ReflectiveOperationException | LinkageError e) {
            return null; // declared, but not loaded yet
        }
    }

    @Override
    public int number() {
        return executionCount.get() - 1;
    }

    @Override
    public void atEnd(Runnable last) {
        DefaultReplyEnvironment cell = CellOutputs.cellOf(kernel.getIO().display);
        if (cell == null) {
            last.run();
        } else {
            cell.defer(last);
        }
    }

    /** The first cell shows the way to the front end, which nothing else does. */
    @Override
    public void begins() {
        memory.begins();
        DefaultReplyEnvironment cell = CellOutputs.cellOf(kernel.getIO().display);
        if (shiftTab != null && cell != null) {
            try {
                shiftTab.answerIn(cell);
            } catch (ReflectiveOperationException | RuntimeException e) {
                System.err.println(
                        "MIPP toolkit: Shift-Tab shows signatures only, because this JJava is another: " + e);
            }
            shiftTab = null;
        }
    }

    @Override
    public void ends() {
        printed.run();
        memory.ends();
    }

    @Override
    public void show(String note) {
        DisplayData data = new DisplayData(note);
        data.putHTML("<div>" + Html.escape(note).replace("\n", "<br/>") + "</div>");
        kernel.display(data);
    }
}
