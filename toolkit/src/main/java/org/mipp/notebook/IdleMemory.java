package org.mipp.notebook;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives the memory of an idle kernel back to the system, for several kernels share a machine. Java's heap shrinks only in a full
 * collection, and an idle kernel never does one by itself: what the last cell left behind would stay.
 */
final class IdleMemory {

    private static final long SECONDS = 15;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "idle memory");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<?> waiting;

    IdleMemory() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** A snippet begins. */
    synchronized void begins() {
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    /** A snippet has ended, perhaps the last one for a while. */
    synchronized void ends() {
        begins();
        waiting = timer.schedule(System::gc, SECONDS, TimeUnit.SECONDS);
    }
}
