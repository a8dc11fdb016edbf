package org.mipp.run.progress;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks at running tasks from time to time, on a thread of its own, so that one shows itself from its first second on, however
 * long its first unit takes.
 */
final class ProgressWatch {

    private static final long MILLIS_BETWEEN_LOOKS = 250;
    private static final ScheduledThreadPoolExecutor WATCH = watch();

    private ProgressWatch() {}

    private static ScheduledThreadPoolExecutor watch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "mipp-progress");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }

    /** Looks at a task until that is cancelled. Cost: some microseconds. */
    static Future<?> over(Progress progress) {
        return WATCH.scheduleWithFixedDelay(
                progress::tick, MILLIS_BETWEEN_LOOKS, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
    }
}
