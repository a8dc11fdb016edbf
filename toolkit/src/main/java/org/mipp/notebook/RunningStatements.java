package org.mipp.notebook;

import java.io.Serial;
import java.lang.reflect.Field;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * JJava's statements that run, so that an interrupt stops the rest of its cell whenever it comes.
 *
 * <p>JJava (1.0-a8) cancels what is in its map at that moment. A statement enters the map a little after it began, and between
 * two statements the map is empty: an interrupt that came then was forgotten, and the cell ran on. This map remembers for
 * which cell it was asked.
 */
final class RunningStatements extends ConcurrentHashMap<String, Future<Object>> {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int NEVER = -1;

    private final transient IntSupplier cell;
    private final AtomicInteger interrupted = new AtomicInteger(NEVER);

    /** @param cell the number of the running cell; grows with every cell that begins */
    RunningStatements(IntSupplier cell) {
        this.cell = cell;
    }

    /**
     * Replaces the map of a kernel.
     *
     * @throws ReflectiveOperationException if this version of JJava is another
     */
    static void watch(BaseKernel kernel) throws ReflectiveOperationException {
        AtomicInteger count =
                (AtomicInteger) field(BaseKernel.class, "executionCount").get(kernel);
        Object evaluator = field(kernel.getClass(), "evaluator").get(kernel);
        Object control = field(evaluator.getClass(), "execControl").get(evaluator);
        field(control.getClass(), "running").set(control, new RunningStatements(count::get));
    }

    private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** JJava's interrupt: cancels every statement. */
    @Override
    public void forEach(BiConsumer<? super String, ? super Future<Object>> cancel) {
        interrupted.set(cell.getAsInt()); // first, so that a statement that enters meanwhile is not missed
        super.forEach(cancel);
    }

    @Override
    public Future<Object> put(String id, Future<Object> statement) {
        Future<Object> before = super.put(id, statement);
        if (interrupted.get() == cell.getAsInt()) {
            statement.cancel(true);
        }
        return before;
    }
}
