package org.mipp.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final List<Progress.State> shown = new ArrayList<>();

    @AfterEach
    void showNothing() {
        Progress.showNothing();
    }

    @Test
    void aLongTaskIsShownAndItsLastStateIsMarked() throws InterruptedException {
        Progress.showOn(shown::add);
        try (Progress progress = Progress.of("work", 4)) {
            Thread.sleep(900);
            progress.advance(1, "so far");
            progress.advance(3);
        }
        assertEquals(2, shown.size());
        assertEquals(0.25, shown.get(0).share());
        assertEquals("so far", shown.get(0).detail());
        assertTrue(shown.get(0).secondsLeft() >= 2.7, "three quarters left at 0.9 s a quarter");
        assertFalse(shown.get(0).finished());
        assertTrue(shown.get(1).finished());
        assertEquals(shown.get(0).id(), shown.get(1).id());
    }

    @Test
    void aTaskThatNeededFewerUnitsThanAnnouncedEndsAsDone() throws InterruptedException {
        Progress.showOn(shown::add);
        try (Progress progress = Progress.of("work", 4)) {
            Thread.sleep(900);
            progress.advance(1);
            progress.complete();
        }
        assertEquals(1, shown.get(1).share());
    }

    @Test
    void aShortTaskIsNotShown() {
        Progress.showOn(shown::add);
        try (Progress progress = Progress.of("work", 1)) {
            progress.advance(1);
        }
        assertEquals(List.of(), shown);
    }

    @Test
    void aTaskWithinATaskIsNotShown() throws InterruptedException {
        Progress.showOn(shown::add);
        try (Progress outer = Progress.of("outer", 1)) {
            try (Progress inner = Progress.of("inner", 1)) {
                Thread.sleep(900);
                inner.advance(1);
            }
            outer.advance(1);
        }
        assertTrue(shown.stream().allMatch(state -> state.task().equals("outer")) && !shown.isEmpty());
    }

    @Test
    void anInterruptEndsTheTaskAndIsConsumed() {
        try (Progress progress = Progress.of("work", 10)) {
            Thread.currentThread().interrupt();
            String message = assertThrows(CancellationException.class, () -> progress.advance(2))
                    .getMessage();
            assertEquals("work was interrupted after 2 of 10; nothing that existed before was changed", message);
        }
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
