package org.mipp.network.engine;

import java.util.concurrent.locks.ReentrantLock;
import org.mipp.run.progress.Progress;

/**
 * The right to collect gradients, which DJL grants to one collector per process and refuses to all others with an
 * exception. Threads get it in the order in which they ask for it, for one step each time.
 */
public final class GradientLock {

    private static final ReentrantLock QUEUE = new ReentrantLock(true);

    private GradientLock() {}

    /**
     * Waits until no other thread collects gradients, then works.
     *
     * @param progress of the call that waits; it says what has been interrupted
     * @param work what no other thread may do at the same time
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits
     */
    public static void take(Progress progress, Runnable work) {
        try {
            QUEUE.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            progress.advance(0);
            throw new IllegalStateException("progress did not notice the interrupt", e);
        }
        try {
            work.run();
        } finally {
            QUEUE.unlock();
        }
    }
}
