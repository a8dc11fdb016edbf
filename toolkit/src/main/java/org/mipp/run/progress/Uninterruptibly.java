package org.mipp.run.progress;

/**
 * Runs what may swallow an interrupt, as drawing and sending do, on a thread of its own. An interrupt then meets the thread
 * that waits for it, which still has it afterwards.
 */
final class Uninterruptibly {

    private Uninterruptibly() {}

    /** Runs the work and waits for its end, also when interrupted. */
    static void run(Runnable work) {
        Thread thread = new Thread(work, "mipp-shielded");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
