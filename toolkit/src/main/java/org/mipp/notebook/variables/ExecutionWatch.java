package org.mipp.notebook.variables;

import java.lang.reflect.Field;
import java.util.function.Consumer;
import jdk.jshell.JShell;
import jdk.jshell.spi.ExecutionControl;
import org.jspecify.annotations.Nullable;

/**
 * Stands between JShell and the engine that executes its snippets, to be there when the classes of a snippet are loaded and
 * its initialiser has not run yet. JShell tells its listeners only afterwards.
 */
public final class ExecutionWatch implements ExecutionControl {

    /** What is done around an execution. */
    interface Watcher {

        /** {@return whether classes are only declared now, and not executed} */
        boolean onlyDeclares();

        /**
         * Comes before a class of JShell's is executed; its variables exist already.
         *
         * @param className of the class
         * @return what to do afterwards, told whether it succeeded
         */
        Consumer<Boolean> begins(String className);
    }

    private final ExecutionControl engine;
    private final Watcher watcher;

    private ExecutionWatch(ExecutionControl engine, Watcher watcher) {
        this.engine = engine;
        this.watcher = watcher;
    }

    /**
     * Watches what a shell executes from now on.
     *
     * @throws ReflectiveOperationException if this JDK's JShell has no such field
     * @throws RuntimeException if the kernel was started without {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED}
     */
    public static void install(JShell shell, Watcher watcher) throws ReflectiveOperationException {
        Field engine = JShell.class.getDeclaredField("executionControl");
        engine.setAccessible(true);
        engine.set(shell, new ExecutionWatch((ExecutionControl) engine.get(shell), watcher));
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, EngineTerminationException, InternalException {
        if (watcher.onlyDeclares()) {
            return "";
        }
        Consumer<Boolean> end = watcher.begins(className);
        boolean succeeded = false;
        try {
            String result = engine.invoke(className, methodName);
            succeeded = true;
            return result;
        } finally {
            end.accept(succeeded);
        }
    }

    @Override
    public void load(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        engine.load(classes);
    }

    @Override
    public void redefine(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        engine.redefine(classes);
    }

    @Override
    public String varValue(String className, String name)
            throws RunException, EngineTerminationException, InternalException {
        return engine.varValue(className, name);
    }

    @Override
    public void addToClasspath(String path) throws EngineTerminationException, InternalException {
        engine.addToClasspath(path);
    }

    @Override
    public void stop() throws EngineTerminationException, InternalException {
        engine.stop();
    }

    @Override
    public @Nullable Object extensionCommand(String command, Object argument)
            throws RunException, EngineTerminationException, InternalException {
        return engine.extensionCommand(command, argument);
    }

    @Override
    public void close() {
        engine.close();
    }
}
