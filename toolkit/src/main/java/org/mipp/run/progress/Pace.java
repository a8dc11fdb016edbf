package org.mipp.run.progress;

import java.util.OptionalDouble;

/**
 * How fast a task goes, and so how long it has to go: from the last half of what was done since the first unit, which pays for
 * the start of everything and says nothing about the others.
 */
final class Pace {

    private static final int FEWEST = 4; // advances, the first one included
    private static final double SHORTEST = 1; // seconds since the first one

    /** How much was done when. */
    private record Mark(long done, double seconds) {}

    private int advances;
    private Mark first = new Mark(0, 0);
    private Mark from = first; // where the span begins that is gone by
    private Mark next = first; // where it will begin

    /** Notes that more is done. */
    synchronized void advanced(long done, double seconds) {
        Mark now = new Mark(done, seconds);
        advances++;
        if (advances == 1) {
            first = now;
            from = now;
            next = now;
        } else if (done - first.done() >= 2 * (next.done() - first.done())) {
            from = next;
            next = now;
        }
    }

    /** Seconds to the end, where there is enough to go by. */
    synchronized OptionalDouble secondsLeft(long done, long total, double seconds) {
        long since = done - from.done();
        return advances < FEWEST || seconds - first.seconds() < SHORTEST || since <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((seconds - from.seconds()) / since * Math.max(0, total - done));
    }
}
