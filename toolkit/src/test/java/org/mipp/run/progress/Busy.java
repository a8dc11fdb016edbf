package org.mipp.run.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Who works while, and after, a call is interrupted: what the threads of the toolkit spend of the processor. */
public final class Busy {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String CALLER = "mipp: the cell";

    private Busy() {}

    /** A call on a thread of its own, like a cell's. */
    public static final class Caller {

        private final AtomicReference<Throwable> thrown = new AtomicReference<>();
        private final Thread thread;

        private Caller(Runnable call) {
            this.thread = new Thread(
                    () -> {
                        try {
                            call.run();
                        } catch (Throwable e) {
                            thrown.set(e);
                        }
                    },
                    CALLER);
            thread.setDaemon(true);
        }

        /** {@return whether it waits for other threads} */
        public boolean isWaiting() {
            return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
        }

        /** Interrupts the call, which has to end within two seconds. Gives what it throws. */
        public Throwable interrupt() throws InterruptedException {
            assertTrue(thread.isAlive(), () -> "ended before it was interrupted: " + thrown.get());
            thread.interrupt();
            thread.join(2_000);
            assertTrue(!thread.isAlive(), () -> "still at " + String.join("\n", stack()));
            assertNotNull(thrown.get(), "ended as if nothing had happened");
            return thrown.get();
        }

        private String[] stack() {
            return java.util.Arrays.stream(thread.getStackTrace())
                    .map(Object::toString)
                    .toArray(String[]::new);
        }

        /** Interrupts the call, which has to end within two seconds with that exception. */
        public void interruptAndExpect(Class<? extends Throwable> type, String message) throws InterruptedException {
            Throwable end = interrupt();
            assertEquals(type, end.getClass(), () -> "" + end);
            assertEquals(message, end.getMessage());
        }
    }

    /** Calls something as a cell would. */
    public static Caller start(Runnable call) {
        Caller caller = new Caller(call);
        caller.thread.start();
        return caller;
    }

    /** Waits until something is the case. */
    public static void await(BooleanSupplier event) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (!event.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "what was waited for did not come");
            Thread.sleep(1);
        }
    }

    /** Waits until threads of the toolkit have worked for so long. */
    public static void awaitWork(Duration ofProcessor) throws InterruptedException {
        Map<Long, Long> before = times();
        await(() -> spent(before) >= ofProcessor.toMillis());
    }

    /** {@return milliseconds that those threads spend, all together, in the last fifth of a second of some time from now on} */
    public static long millisWithin(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long spent;
        do { // as soon as they are idle we need not wait on
            Map<Long, Long> before = times();
            Thread.sleep(200);
            spent = spent(before);
        } while (spent > 0 && System.nanoTime() < end);
        return spent;
    }

    private static long spent(Map<Long, Long> before) {
        return times().entrySet().stream()
                        .mapToLong(now -> now.getValue() - before.getOrDefault(now.getKey(), 0L))
                        .sum()
                / 1_000_000;
    }

    /** Nanoseconds of processor by thread. */
    private static Map<Long, Long> times() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread instanceof ForkJoinWorkerThread
                        || thread.getName().startsWith("mipp"))
                .collect(Collectors.toMap(Thread::getId, thread -> ManagementFactory.getThreadMXBean()
                        .getThreadCpuTime(thread.getId())));
    }
}
