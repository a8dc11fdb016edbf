package org.mipp.run.progress;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A running display of a long call, and the place where the call notices that it has been interrupted.
 *
 * <p>Every loop over batches calls {@link #advance} once per batch. Nothing is shown unless a {@link Display} is installed:
 * the notebook installs one that updates a single output, a plain program may choose a {@link TerminalBar}.
 */
public final class Progress implements AutoCloseable {

    /** Shows progress. The work waits for it, on another thread; must be quick and must not throw. */
    @FunctionalInterface
    public interface Display {
        /**
         * Shows a state. The last call for a task has {@code state.finished()} set.
         *
         * @param state where the task is
         */
        void show(State state);
    }

    /**
     * Where a task is. Prints as one line: a bar, the rate, the time left, and in the end how it went.
     *
     * @param id unique to the task, the same in all its states
     * @param task what is being done
     * @param done units done
     * @param total units in all
     * @param detail a few words on how it goes, for example the current loss; may be empty
     * @param curve what {@link #plot} has collected; without points where nothing was plotted
     * @param seconds since the start
     * @param secondsLeft to the end, by how fast it went lately; absent before there is enough to go by
     * @param finished whether this is the task's last state
     */
    public record State(
            long id,
            String task,
            long done,
            long total,
            String detail,
            ProgressCurve curve,
            double seconds,
            OptionalDouble secondsLeft,
            boolean finished) {

        /** {@return the share that is done, 0 to 1} */
        public double share() {
            return total == 0 ? 1 : Math.min(1, (double) done / total);
        }

        /** {@return units done per second so far} */
        public double rate() {
            return seconds == 0 ? 0 : done / seconds;
        }

        /** {@return whether the task ended before all was done: interrupted or failed} */
        public boolean stopped() {
            return finished && done < total;
        }

        /** {@return in words how far it is, without its name and without a bar} */
        public String words() {
            return ProgressWords.of(this);
        }

        @Override
        public String toString() {
            return ProgressWords.line(this);
        }
    }

    /** Shows nothing. */
    public static final Display NOTHING = state -> {};

    private static final AtomicReference<Display> DISPLAY = new AtomicReference<>(NOTHING);
    private static final AtomicBoolean SHOWN = new AtomicBoolean(true);
    private static final AtomicLong TASKS = new AtomicLong();
    private static final ThreadLocal<@Nullable Progress> CURRENT = new ThreadLocal<>();

    private final @Nullable Progress outer = CURRENT.get();
    private final Display display = outer == null && SHOWN.get() ? Objects.requireNonNull(DISPLAY.get()) : NOTHING;
    private final long id = TASKS.incrementAndGet();
    private final DisplayTurns turns;
    private final Pace pace = new Pace();
    private final String task;
    private final long total;
    private volatile long done;
    private volatile String detail = "";
    private volatile ProgressCurve curve = ProgressCurve.empty("", "");
    private @Nullable Future<?> watch;

    private Progress(String task, long total, LongSupplier clock) {
        this.task = task;
        this.total = total;
        this.turns = new DisplayTurns(display, clock);
        CURRENT.set(this);
    }

    /**
     * Starts a task. A task within a task is not shown: the outer one tells how far we are.
     *
     * @param task what is being done, in a few words
     * @param total how many units it has
     * @return its progress; close it in the end, whatever happens
     */
    public static Progress of(String task, long total) {
        Progress progress = of(task, total, System::nanoTime);
        if (progress.display != NOTHING) {
            progress.watch = ProgressWatch.over(progress);
        }
        return progress;
    }

    /**
     * Starts a task that has a clock of its own.
     *
     * @param task what is being done, in a few words
     * @param total how many units it has
     * @param clock nanoseconds since some moment
     * @return its progress; close it in the end, whatever happens
     */
    public static Progress of(String task, long total, LongSupplier clock) {
        return new Progress(task, total, clock);
    }

    /** {@return the task that this thread is at, the innermost one; null if there is none} */
    static @Nullable Progress current() {
        return CURRENT.get();
    }

    /** What to throw at an interrupt. */
    CancellationException interrupted() {
        return new CancellationException(
                task + " was interrupted after " + done + " of " + total + "; nothing that existed before was changed");
    }

    /** Shows the task that is shown, if it is time; called by the thread that looks on. */
    void tick() {
        if (outer != null) {
            outer.tick();
        } else {
            turns.look(() -> state(false, detail));
        }
    }

    /**
     * Lets the task that is shown say something, however short it has been; another thread may call it.
     *
     * @param text what to say
     */
    public void remark(String text) {
        if (outer != null) {
            outer.remark(text);
        } else {
            turns.remark(() -> state(false, text));
        }
    }

    /**
     * Chooses where progress is shown from now on, in the whole process.
     *
     * @param display the new display, {@link #NOTHING} for none
     */
    public static void showOn(Display display) {
        DISPLAY.set(display);
    }

    /**
     * Switches the display of progress off or on again, whatever shows it.
     *
     * @param shown whether tasks that start from now on are shown
     */
    public static void show(boolean shown) {
        SHOWN.set(shown);
    }

    /**
     * Notes that more is done, as {@link #advance(long, String)} does.
     *
     * @param units how many units
     */
    public void advance(long units) {
        advance(units, detail);
    }

    /**
     * Notes that more is done.
     *
     * @param units how many units
     * @param newDetail a few words on how it goes
     * @throws CancellationException if the thread has been interrupted: nothing after the last unit has been done
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread advances a task, others look
    public void advance(long units, String newDetail) {
        done += units;
        detail = newDetail;
        pace.advanced(done, seconds());
        if (Thread.interrupted()) {
            throw interrupted();
        }
        turns.work(() -> state(false, detail));
    }

    /**
     * Adds a point to the curve that is shown while the task runs. Call it at most a few hundred times.
     *
     * @param x what is on the horizontal axis, the same in all calls
     * @param at where the point is
     * @param y what is on the vertical axis, the same in all calls
     * @param value how much it is
     */
    public void plot(String x, double at, String y, double value) {
        curve = (curve.points().isEmpty() ? ProgressCurve.empty(x, y) : curve).with(at, value);
    }

    /** Notes that all is done, where fewer units were needed than were announced. */
    public void complete() {
        done = total;
    }

    /** {@return seconds since the start} */
    public double seconds() {
        return turns.seconds();
    }

    private State state(boolean finished, String saying) {
        double seconds = seconds();
        return new State(
                id, task, done, total, saying, curve, seconds, pace.secondsLeft(done, total, seconds), finished);
    }

    @Override
    public void close() {
        CURRENT.set(outer);
        if (watch != null) {
            watch.cancel(false);
        }
        turns.end(() -> state(true, detail));
    }
}
