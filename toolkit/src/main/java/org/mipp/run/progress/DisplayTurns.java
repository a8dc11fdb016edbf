package org.mipp.run.progress;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * When a task is shown: not in its first moments, because a task that ends in them is not worth a display, then a few times a
 * second. Whoever takes a turn does the showing, the task itself or the thread that looks on; one at a time.
 */
final class DisplayTurns {

    private static final double SECONDS_UNSEEN = 0.8;
    private static final double SECONDS_BETWEEN = 0.25;

    private final Progress.Display display;
    private final LongSupplier clock;
    private final long start;
    private double last; // 0 before the first
    private boolean ended;

    /** Starts the clock, which tells nanoseconds since some moment. */
    DisplayTurns(Progress.Display display, LongSupplier clock) {
        this.display = display;
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    double seconds() {
        return (clock.getAsLong() - start) / 1e9;
    }

    /** Shows the task, if it is time; called by the task, which must not lose an interrupt meanwhile. */
    synchronized void work(Supplier<Progress.State> state) {
        if (due()) {
            shielded(state.get());
        }
    }

    /** Shows the task, if it is time and the task goes on; called by the thread that looks on. */
    synchronized void look(Supplier<Progress.State> state) {
        if (!ended && due()) {
            display.show(state.get());
        }
    }

    /** Shows the task now, though it is nobody's turn; called by the thread that looks on. */
    synchronized void remark(Supplier<Progress.State> state) {
        last = Math.max(seconds(), Double.MIN_VALUE);
        display.show(state.get());
    }

    /** Shows the last state, if the task has been shown at all: one too short for that stays invisible. */
    synchronized void end(Supplier<Progress.State> state) {
        ended = true;
        if (last > 0) {
            shielded(state.get());
        }
    }

    private boolean due() {
        double now = seconds();
        boolean due = now - last >= (last == 0 ? SECONDS_UNSEEN : SECONDS_BETWEEN);
        last = due ? now : last;
        return due;
    }

    private void shielded(Progress.State state) {
        if (display != Progress.NOTHING) {
            Uninterruptibly.run(() -> display.show(state));
        }
    }
}
