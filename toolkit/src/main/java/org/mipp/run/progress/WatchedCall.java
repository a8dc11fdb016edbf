package org.mipp.run.progress;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Calls code that may take long without a word and may not notice an interrupt, such as a lambda of a cell. It is called on
 * the thread of the caller, because code may depend on its thread; another thread looks on, shows how far the task is, and
 * says whose code it is that does not end: Java has no means to stop it.
 *
 * <p>Code that swallows an interrupt, as a {@code catch (InterruptedException e)} does that goes on, is not found out.
 */
public final class WatchedCall {

    private static final long MILLIS_BETWEEN_LOOKS = 100;
    private static final ScheduledThreadPoolExecutor WATCH = watch();

    private WatchedCall() {}

    private static ScheduledThreadPoolExecutor watch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "mipp-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }

    /**
     * Calls the code. Cost: some microseconds.
     *
     * @param <T> what it returns
     * @param name whose code it is, for messages, for example {@code estimator 'mine'}
     * @param code what to call
     * @return what it returns; its exceptions are thrown as they are
     */
    public static <T> T call(String name, Supplier<T> code) {
        Progress progress = Progress.current();
        if (progress == null) {
            return code.get();
        }
        Look look = new Look(name, Thread.currentThread(), progress);
        ScheduledFuture<?> looking =
                WATCH.scheduleWithFixedDelay(look, MILLIS_BETWEEN_LOOKS, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
        try {
            return code.get();
        } finally {
            looking.cancel(false);
        }
    }

    /** Looks at one call again and again. */
    private static final class Look implements Runnable {

        private final String name;
        private final Thread thread;
        private final Progress progress;
        private long interrupted; // since when; 0 before
        private boolean said;

        Look(String name, Thread thread, Progress progress) {
            this.name = name;
            this.thread = thread;
            this.progress = progress;
        }

        @Override
        public void run() {
            if (!thread.isInterrupted()) {
                progress.tick();
            } else if (interrupted == 0) {
                interrupted = System.nanoTime();
            } else if (!said && System.nanoTime() - interrupted > Interrupts.GRACE_NANOS) {
                said = true;
                progress.remark(name + " does not notice the interrupt: still running; restart the kernel to stop it");
            }
        }
    }
}
