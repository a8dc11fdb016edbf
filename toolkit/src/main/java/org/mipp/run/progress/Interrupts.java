package org.mipp.run.progress;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Where work notices that the thread which waits for it has been interrupted, on whatever thread the work is done.
 *
 * <p>A notebook stops a cell by interrupting its thread. Long loops ask {@link #check} once per piece of work of at most some
 * milliseconds; {@link Parallel} and {@link Progress} do so by themselves.
 */
public final class Interrupts {

    /** Long enough for our own code to notice, short enough that a cell ends within two seconds. */
    static final long GRACE_MILLIS = 1_000;

    static final long GRACE_NANOS = 1_000_000 * GRACE_MILLIS;

    private static final ThreadLocal<@Nullable Stop> WORKING_FOR = new ThreadLocal<>();

    private Interrupts() {}

    /** Whether what several threads do together is to end, for example because the thread that waits was interrupted. */
    static final class Stop {

        private final @Nullable Stop outer = WORKING_FOR.get();
        private volatile boolean asked;

        void ask() {
            asked = true;
        }

        boolean isAsked() {
            return asked || outer != null && outer.isAsked();
        }

        /** Runs work of which every check looks here too. */
        void during(Runnable work) {
            Stop before = WORKING_FOR.get();
            WORKING_FOR.set(this);
            try {
                work.run();
            } finally {
                WORKING_FOR.set(before);
            }
        }
    }

    /**
     * Goes on unless this thread, or the one that it works for, has been interrupted. Cost: some nanoseconds.
     *
     * @throws CancellationException if so; the interrupt is over then
     */
    public static void check() {
        Stop stop = WORKING_FOR.get();
        if (Thread.interrupted() || stop != null && stop.isAsked()) {
            throw cancellation();
        }
    }

    /**
     * Makes what another thread threw something to be thrown here, as it is.
     *
     * @param thrown what it threw
     * @return it, if it is no error; an error is thrown
     */
    public static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }

    /** What to throw; it says how far this thread's task came, if it has one. */
    static CancellationException cancellation() {
        Progress progress = Progress.current();
        return progress == null
                ? new CancellationException("interrupted; nothing that existed before was changed")
                : progress.interrupted();
    }
}
