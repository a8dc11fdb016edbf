package org.mipp.run.progress;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Loops on all cores that end soon after the thread that waits for them is interrupted: the one place of the toolkit where
 * work is handed to other threads.
 *
 * <p>Every index is worked on once, in no particular order. Results are the same on any number of threads if the work on
 * an index writes to places of its own only. Loops within loops are allowed. Parallel streams are no substitute: the thread
 * that waits for one does not see its own interrupt, and its workers never do.
 */
public final class Parallel {

    private Parallel() {}

    /**
     * Works on every index by itself, for work of at least some tens of microseconds each.
     *
     * @param count how many; indices are 0 to {@code count - 1}
     * @param work on one index; if it may take long it asks {@link Interrupts#check} on its way
     * @throws CancellationException if this thread is interrupted; then no other thread works on, unless it does not ask
     */
    public static void each(int count, IntConsumer work) {
        each(count, 1, () -> work);
    }

    /**
     * Works on blocks of neighbouring indices, each with scratch memory of its own.
     *
     * @param count how many; indices are 0 to {@code count - 1}
     * @param block how many of them a thread takes at once; some 0.1 ms of work, so that none waits long for the last one
     * @param worker makes what works on the indices of one block, one after the other
     * @throws CancellationException if this thread is interrupted; then no other thread works on after the index it is at
     */
    public static void each(int count, int block, Supplier<IntConsumer> worker) {
        Interrupts.check();
        Loop loop = new Loop(count, block, worker);
        ForkJoinPool pool = ForkJoinTask.inForkJoinPool() ? ForkJoinTask.getPool() : ForkJoinPool.commonPool();
        int helpers = Math.min(pool.getParallelism(), (count - 1) / block);
        for (int helper = 0; helper < helpers; helper++) {
            pool.execute(loop);
        }
        loop.run();
        loop.awaitHelpers();
        loop.end();
    }

    /** What the threads share. A helper that comes when nothing is left to do finds that and goes. */
    private static final class Loop implements Runnable {

        private final int count;
        private final int block;
        private final Supplier<IntConsumer> worker;
        private final AtomicInteger taken = new AtomicInteger(); // blocks
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final Interrupts.Stop stop = new Interrupts.Stop();
        private int active; // threads at work

        Loop(int count, int block, Supplier<IntConsumer> worker) {
            this.count = count;
            this.block = block;
            this.worker = worker;
        }

        @Override
        public void run() {
            changeActive(1);
            try {
                stop.during(this::work);
            } catch (Throwable e) { // of whatever kind: the thread that waits throws it
                failure.compareAndSet(null, e);
                stop.ask();
            } finally {
                changeActive(-1);
            }
        }

        private void work() {
            int blocks = (count + block - 1) / block;
            for (int b = taken.getAndIncrement(); b < blocks; b = taken.getAndIncrement()) {
                IntConsumer work = worker.get();
                int end = Math.min(count, (b + 1) * block);
                for (int index = b * block; index < end; index++) {
                    Interrupts.check();
                    work.accept(index);
                }
            }
        }

        private synchronized void changeActive(int by) {
            active += by;
            notifyAll();
        }

        /** Waits for helpers, but not long for what ignores that all is over. */
        synchronized void awaitHelpers() {
            long over = 0; // since when it is, 0 before
            while (active > 0 && (over == 0 || System.nanoTime() - over < Interrupts.GRACE_NANOS)) {
                try {
                    wait(Interrupts.GRACE_MILLIS);
                } catch (InterruptedException e) {
                    failure.compareAndSet(null, Interrupts.cancellation());
                    stop.ask();
                }
                over = over == 0 && stop.isAsked() ? System.nanoTime() : over;
            }
        }

        void end() {
            Throwable thrown = failure.get();
            if (thrown instanceof CancellationException) {
                throw Interrupts.cancellation(); // says what this thread was at
            }
            if (thrown != null) {
                throw Interrupts.unchecked(thrown);
            }
        }
    }
}
