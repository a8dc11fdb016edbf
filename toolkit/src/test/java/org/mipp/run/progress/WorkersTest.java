package org.mipp.run.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.run.RefusedException;

class WorkersTest {

    @Test
    void resultsComeInTheOrderOfThePieces() {
        List<Callable<Integer>> squares = IntStream.range(0, 20)
                .<Callable<Integer>>mapToObj(i -> () -> i * i)
                .toList();
        List<Integer> expected = IntStream.range(0, 20).map(i -> i * i).boxed().toList();
        assertEquals(expected, Workers.oneByOne().all("squares", squares));
        assertEquals(expected, Workers.threads().all("squares", squares));
        assertEquals(List.of(), Workers.threads().all("nothing", List.<Callable<Integer>>of()));
    }

    @Test
    void whatAPieceThrowsIsThrownAndNoOtherIsBegun() {
        AtomicInteger begun = new AtomicInteger();
        List<Callable<Integer>> pieces = List.of(begun::incrementAndGet, WorkersTest::failing, begun::incrementAndGet);
        assertEquals(
                "shard 2: expected room",
                assertThrows(IllegalArgumentException.class, () -> Workers.oneByOne()
                                .all("pieces", pieces))
                        .getMessage());
        assertEquals(1, begun.get());
        assertThrows(IllegalArgumentException.class, () -> Workers.threads().all("pieces", pieces));
    }

    private static int failing() {
        throw new RefusedException("shard 2: expected room");
    }

    @Test
    void anInterruptEndsTheWork() {
        Thread.currentThread().interrupt();
        List<Callable<Integer>> pieces = List.of(() -> 1, () -> 2);
        assertThrows(CancellationException.class, () -> Workers.oneByOne().all("pieces", pieces));
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> Workers.threads().all("pieces", pieces));
    }

    @Test
    void whatEachMakesIsHandedOnAsSoonAsItIsThere() {
        List<Integer> arrived = new ArrayList<>();
        List<Callable<Integer>> pieces = List.of(() -> 3, () -> {
            assertEquals(List.of(3), arrived);
            return 4;
        });
        assertEquals(List.of(3, 4), Workers.oneByOne().each("numbers", pieces, arrived::add));
        assertEquals(List.of(3, 4), arrived);
    }
}
