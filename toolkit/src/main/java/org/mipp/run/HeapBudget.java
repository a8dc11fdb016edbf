package org.mipp.run;

import static org.mipp.run.Checks.argument;

/**
 * How many bytes of the Java heap one read may hold at the same time. A reader asks before it allocates, with what a file
 * announces, so that a small file which unfolds into a large one is refused and not an {@link OutOfMemoryError}.
 *
 * <p>The bound is half of the heap: what was read is there to be worked on, and the variables of a notebook want a place
 * too. For one thread.
 */
public final class HeapBudget {

    private final long bound;
    private long held;

    private HeapBudget(long bound) {
        this.bound = bound;
    }

    /** {@return a new budget, of half of the Java heap} */
    public static HeapBudget half() {
        return of(Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * Makes a budget of another size.
     *
     * @param bytes to be held at the same time, at most
     * @return the budget, with nothing held
     */
    public static HeapBudget of(long bytes) {
        return new HeapBudget(bytes);
    }

    /**
     * Takes bytes that stay until the end of the read.
     *
     * @param what the file and the part of it, for messages
     * @param count how many values, at least 0
     * @param bytesEach bytes of each
     * @throws IllegalArgumentException if they do not fit beside what is held already; then nothing is taken
     */
    public void hold(Object what, long count, int bytesEach) {
        pass(what, count, bytesEach);
        held += count * bytesEach;
    }

    /**
     * Checks bytes that are needed for a moment only.
     *
     * @param what the file and the part of it, for messages
     * @param count how many values, at least 0
     * @param bytesEach bytes of each
     * @throws IllegalArgumentException if they do not fit beside what is held already
     */
    public void pass(Object what, long count, int bytesEach) {
        long left = bound - held;
        argument(
                count <= left / bytesEach,
                "%s: expected to fit into %d bytes, half of the Java heap, got %d values of %d bytes each, beside %d bytes that"
                        + " the same read holds; start Java with a larger heap (-Xmx) or read less, such as fewer images; a"
                        + " small file that announces so much is damaged",
                what,
                bound,
                count,
                bytesEach,
                held);
    }
}
