package org.mipp.run;

import java.util.function.LongSupplier;

/**
 * When a task is shown: not in its first moments, because a task that ends in them is not worth a display, then a few times a
 * second. Whoever takes a turn does the showing, the task itself or the thread that looks on.
 */
final class DisplayTurns {

    private static final double SECONDS_UNSEEN = 0.8;
    private static final double SECONDS_BETWEEN = 0.25;

    private final LongSupplier clock;
    private final long start;
    private volatile double last; // 0 before the first

    /** Starts the clock, which tells nanoseconds since some moment. */
    DisplayTurns(LongSupplier clock) {
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    double seconds() {
        return (clock.getAsLong() - start) / 1e9;
    }

    /** Whether it is time to show the task; then whoever asked does so. */
    synchronized boolean take() {
        boolean due = seconds() - last >= (last == 0 ? SECONDS_UNSEEN : SECONDS_BETWEEN);
        last = due ? seconds() : last;
        return due;
    }

    /** Notes that the task is shown now, though it was nobody's turn. */
    void note() {
        last = Math.max(seconds(), Double.MIN_VALUE);
    }

    /** Whether the task has been shown at all. */
    boolean any() {
        return last > 0;
    }
}
