package org.mipp.run.progress;

import java.util.Locale;

/** How far a task is, in words. */
final class ProgressWords {

    private static final int BAR = 30;

    private ProgressWords() {}

    /** One line: a bar while it goes on, and the words. */
    static String line(Progress.State state) {
        int full = (int) (BAR * state.share());
        String bar = state.finished() ? ": " : " |" + "█".repeat(full) + "·".repeat(BAR - full) + "| ";
        return state.task() + bar + of(state);
    }

    static String of(Progress.State state) {
        String how = state.detail().isEmpty() ? "" : ", " + state.detail();
        if (state.stopped()) {
            return format(
                    "stopped after %,d of %,d (%.0f %%) and %s%s",
                    state.done(), state.total(), 100 * state.share(), time(state.seconds()), how);
        }
        if (state.finished()) {
            return format("done in %s%s", time(state.seconds()), how);
        }
        String so = format("%.0f %%, %,d of %,d, ", 100 * state.share(), state.done(), state.total());
        if (state.secondsLeft().isEmpty()) {
            return so + time(state.seconds()) + " so far" + how;
        }
        String rate = format(state.rate() < 10 ? "%.1f" : "%,.0f", state.rate());
        return so + rate + " a second, " + time(state.secondsLeft().getAsDouble()) + " left" + how;
    }

    private static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60
                ? format("%.1f s", seconds)
                : whole < 3600
                        ? format("%d min %d s", whole / 60, whole % 60)
                        : format("%d h %d min", whole / 3600, whole % 3600 / 60);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
