package org.mipp.run.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ParallelTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1, 5", "5, 5", "6, 5", "10000, 7", "10000, 1", "3, 256"})
    void everyIndexIsWorkedOnOnce(int count, int block) {
        AtomicIntegerArray times = new AtomicIntegerArray(count);
        Parallel.each(count, block, () -> times::incrementAndGet);
        for (int i = 0; i < count; i++) {
            assertEquals(1, times.get(i));
        }
    }

    @Test
    void aBlockHasScratchMemoryOfItsOwnAndItsIndicesComeInOrder() {
        int[] before = new int[1000];
        Parallel.each(before.length, 10, () -> {
            int[] last = {-1};
            return index -> {
                before[index] = last[0];
                last[0] = index;
            };
        });
        for (int i = 0; i < before.length; i++) {
            assertEquals(i % 10 == 0 ? -1 : i - 1, before[i]);
        }
    }

    @Test
    void aFailureOnAnyThreadIsThrownAsItIs() {
        ArithmeticException own = new ArithmeticException("at 77");
        assertSame(own, assertThrows(ArithmeticException.class, () -> Parallel.each(100, failingAt(77, own))));
        StackOverflowError error = new StackOverflowError("at 3");
        assertSame(
                error,
                assertThrows(
                        StackOverflowError.class,
                        () -> Parallel.each(100, index -> {
                            if (index == 3) {
                                throw error;
                            }
                        })));
    }

    private static IntConsumer failingAt(int place, RuntimeException failure) {
        return index -> {
            if (index == place) {
                throw failure;
            }
        };
    }

    @Test
    void afterAFailureNothingNewIsBegun() {
        AtomicLong begun = new AtomicLong();
        assertThrows(
                ArithmeticException.class,
                () -> Parallel.each(1_000_000_000, index -> {
                    begun.incrementAndGet();
                    if (index == 0) {
                        throw new ArithmeticException("first");
                    }
                }));
        assertTrue(begun.get() < 1_000_000_000, begun + " begun");
    }

    @Test
    void loopsWithinLoopsEndAlsoWhereAllThreadsAreTaken() {
        AtomicLong sum = new AtomicLong();
        Parallel.each(20, i -> Parallel.each(20, j -> Parallel.each(20, k -> sum.addAndGet(i * 400L + j * 20L + k))));
        assertEquals(8000L * 7999 / 2, sum.get());
    }

    @Test
    void withinAPoolOnlyThreadsOfThatPoolWork() throws Exception {
        ForkJoinPool alone = new ForkJoinPool(1);
        try {
            alone.submit(() -> {
                        Thread only = Thread.currentThread();
                        Parallel.each(1000, index -> assertSame(only, Thread.currentThread()));
                    })
                    .get(30, TimeUnit.SECONDS);
        } finally {
            alone.shutdown();
        }
    }

    @Test
    void anInterruptOfTheThreadThatWaitsReachesEveryWorkerAlsoWithinInnerLoops() throws Exception {
        AtomicLong worked = new AtomicLong();
        Busy.Caller caller = Busy.start(() -> Parallel.each(
                4,
                i -> Parallel.each(1_000_000_000, j -> {
                    worked.incrementAndGet();
                    Thread.onSpinWait();
                })));
        Busy.await(() -> worked.get() > 10_000);
        caller.interruptAndExpect(CancellationException.class, "interrupted; nothing that existed before was changed");
        long then = worked.get();
        assertEquals(0, Busy.millisWithin(SOON));
        assertEquals(then, worked.get());
    }

    @Test
    void anInterruptIsSeenAlsoWhileOnlyTheOthersWork() throws Exception {
        CountDownLatch onlyHelper = new CountDownLatch(1);
        AtomicLong worked = new AtomicLong();
        Busy.Caller caller = Busy.start(() -> {
            Thread own = Thread.currentThread();
            Parallel.each(2, index -> {
                boolean mine = Thread.currentThread() == own;
                while (!mine || onlyHelper.getCount() > 0) {
                    Interrupts.check();
                    worked.incrementAndGet();
                    if (!mine) {
                        onlyHelper.countDown();
                    }
                }
            });
        });
        Busy.await(() -> onlyHelper.getCount() == 0 && caller.isWaiting());
        caller.interruptAndExpect(CancellationException.class, "interrupted; nothing that existed before was changed");
        assertEquals(0, Busy.millisWithin(SOON));
    }

    @Test
    void theThreadThatWaitsLeavesWorkThatIgnoresTheInterrupt() throws Exception {
        CountDownLatch helping = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Busy.Caller caller = Busy.start(() -> {
            Thread own = Thread.currentThread();
            Parallel.each(2, index -> {
                boolean mine = Thread.currentThread() == own;
                while (mine ? helping.getCount() > 0 : end.getCount() > 0) {
                    if (!mine) {
                        helping.countDown();
                    }
                }
            });
        });
        Busy.await(() -> helping.getCount() == 0 && caller.isWaiting());
        try {
            caller.interruptAndExpect(
                    CancellationException.class, "interrupted; nothing that existed before was changed");
        } finally {
            end.countDown();
        }
    }

    @Test
    void anInterruptIsOverOnceItWasThrown() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> Parallel.each(10, index -> {}));
        assertFalse(Thread.interrupted());
        Parallel.each(10, index -> {});
    }
}
