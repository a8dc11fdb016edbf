package org.mipp.run.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final List<Progress.State> shown = Collections.synchronizedList(new ArrayList<>());
    private volatile long now; // nanoseconds

    @AfterEach
    void showNothing() {
        Progress.show(true);
        Progress.showOn(Progress.NOTHING);
    }

    @Test
    void aLongTaskIsShownAndItsLastStateIsMarked() {
        Progress.showOn(shown::add);
        try (Progress progress = Progress.of("work", 4, () -> now)) {
            now += 900_000_000;
            progress.advance(1, "so far");
            progress.advance(3);
        }
        assertEquals(2, shown.size());
        assertEquals(0.25, shown.get(0).share());
        assertEquals("so far", shown.get(0).detail());
        assertTrue(shown.get(0).secondsLeft().isEmpty(), "one unit says nothing about the others");
        assertFalse(shown.get(0).finished());
        assertTrue(shown.get(1).finished());
        assertEquals(shown.get(0).id(), shown.get(1).id());
    }

    @Test
    void aTaskThatNeededFewerUnitsThanAnnouncedEndsAsDone() {
        Progress.showOn(shown::add);
        try (Progress progress = Progress.of("work", 4, () -> now)) {
            now += 900_000_000;
            progress.advance(1);
            progress.complete();
        }
        assertEquals(1, shown.get(1).share());
    }

    @Test
    void aShortTaskIsNotShown() {
        Progress.showOn(shown::add);
        try (Progress progress = Progress.of("work", 1, () -> now)) {
            progress.advance(1);
        }
        assertEquals(List.of(), shown);
    }

    @Test
    void aTaskWithinATaskIsNotShown() {
        Progress.showOn(shown::add);
        try (Progress outer = Progress.of("outer", 1, () -> now)) {
            try (Progress inner = Progress.of("inner", 1, () -> now)) {
                now += 900_000_000;
                inner.advance(1);
            }
            outer.advance(1);
        }
        assertTrue(shown.stream().allMatch(state -> state.task().equals("outer")) && !shown.isEmpty());
    }

    @Test
    void aStateIsShownAtMostFourTimesASecond() {
        Progress.showOn(shown::add);
        try (Progress progress = Progress.of("work", 2_000, () -> now)) {
            for (int i = 0; i < 2_000; i++) {
                now += 1_000_000;
                progress.advance(1);
            }
        }
        assertEquals(
                List.of(800L, 1050L, 1300L, 1550L, 1800L, 2000L),
                shown.stream().map(Progress.State::done).toList());
    }

    @Test
    void codeThatTakesLongWithoutAWordIsShownWhileItRuns() {
        CountDownLatch seen = new CountDownLatch(1);
        Progress.showOn(state -> {
            shown.add(state);
            seen.countDown();
        });
        try (Progress outer = Progress.of("outer", 3, () -> now);
                Progress inner = Progress.of("inner", 7, () -> now)) {
            outer.advance(1, "so far");
            inner.advance(1);
            now += 900_000_000;
            assertEquals(5.0, WatchedCall.call("estimator 'mine'", () -> await(seen)));
        }
        assertEquals("outer", shown.get(0).task());
        assertEquals(1, shown.get(0).done());
        assertFalse(shown.get(0).finished());
    }

    private static double await(CountDownLatch event) {
        try {
            assertTrue(event.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return 5;
    }

    @Test
    void whatWatchedCodeThrowsIsThrownAsItIs() {
        ArithmeticException own = new ArithmeticException("own");
        try (Progress progress = Progress.of("work", 1)) {
            progress.advance(0);
            assertSame(
                    own,
                    assertThrows(
                            ArithmeticException.class,
                            () -> WatchedCall.call("mine", () -> {
                                throw own;
                            })));
        }
    }

    /** Advances by one unit after some milliseconds. */
    private void unit(Progress progress, long milliseconds) {
        now += 1_000_000 * milliseconds;
        progress.advance(1);
    }

    private OptionalDouble left() {
        return shown.get(shown.size() - 1).secondsLeft();
    }

    @Test
    void theTimeLeftLeavesOutTheFirstUnitAndWaitsForABasis() {
        Progress.showOn(shown::add);
        try (Progress progress = Progress.of("work", 226, () -> now)) {
            unit(progress, 14_600); // engines start, code is compiled
            assertTrue(left().isEmpty());
            unit(progress, 400);
            unit(progress, 400);
            assertTrue(left().isEmpty(), "two more units are no basis");
            unit(progress, 400);
            assertEquals(222 * 0.4, left().orElseThrow(), 1e-9, "by the units after the first");
        }
    }

    @Test
    void theTimeLeftFollowsWhatIsDoneLately() {
        Progress.showOn(shown::add);
        try (Progress progress = Progress.of("work", 200, () -> now)) {
            for (int i = 0; i < 40; i++) {
                unit(progress, 1_000);
            }
            assertEquals(160, left().orElseThrow(), 1e-9);
            for (int i = 0; i < 120; i++) {
                unit(progress, 300);
            }
            assertEquals(40 * 0.3, left().orElseThrow(), 1e-9, "the slow units are long ago");
        }
    }

    @Test
    void unitsOfNoTimeAreNoBasis() {
        Progress.showOn(shown::add);
        try (Progress progress = Progress.of("work", 10, () -> now)) {
            unit(progress, 900);
            unit(progress, 1);
            unit(progress, 1);
            unit(progress, 1);
            unit(progress, 260);
            assertTrue(left().isEmpty(), "less than a second since the first");
        }
    }

    @Test
    void aTaskWhoseFirstUnitTakesLongShowsItselfMeanwhile() throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        Progress.showOn(state -> {
            shown.add(state);
            seen.countDown();
        });
        try (Progress progress = Progress.of("work", 1)) {
            assertTrue(seen.await(30, TimeUnit.SECONDS));
            progress.advance(1);
        }
        assertEquals(0, shown.get(0).done());
        assertTrue(shown.get(0).seconds() < 2, "from its first second on: " + shown.get(0));
        assertTrue(shown.get(shown.size() - 1).finished());
        int states = shown.size();
        assertEquals(1, shown.stream().filter(Progress.State::finished).count());
        assertEquals(states, shown.size(), "nothing after the last state");
    }

    @Test
    void anInterruptEndsTheTaskAndIsConsumed() {
        try (Progress progress = Progress.of("work", 10, () -> now)) {
            Thread.currentThread().interrupt();
            String message = assertThrows(CancellationException.class, () -> progress.advance(2))
                    .getMessage();
            assertEquals("work was interrupted after 2 of 10; nothing that existed before was changed", message);
        }
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void anInterruptIsNotLostInADisplayThatSwallowsIt() {
        Thread working = Thread.currentThread();
        Progress.showOn(state -> {
            working.interrupt();
            Thread.interrupted(); // as drawing and sending do
        });
        try (Progress progress = Progress.of("work", 3, () -> now)) {
            now += 900_000_000;
            progress.advance(1);
            assertThrows(CancellationException.class, () -> progress.advance(1));
        }
        assertTrue(Thread.interrupted(), "the last state, too, was shown while an interrupt came");
    }

    @Test
    void switchedOffNothingIsShown() {
        Progress.showOn(shown::add);
        Progress.show(false);
        try (Progress progress = Progress.of("work", 1, () -> now)) {
            now += 900_000_000;
            progress.advance(1);
        }
        assertEquals(List.of(), shown);
    }

    @Test
    void aStateSaysHowFarItIs() {
        Progress.State state = state(1_500, 6_000, 10, false);
        assertEquals(
                "training |███████·······················| 25 %, 1,500 of 6,000, 150 a second, 30.0 s left, loss 0.1",
                state.toString());
        assertEquals(
                "50 %, 2 of 4, 0.2 a second, 10.0 s left, loss 0.1",
                state(2, 4, 10, false).words());
        assertEquals(
                "1 %, 1 of 100, 0.1 a second, 16 min 30 s left, loss 0.1",
                state(1, 100, 10, false).words());
        assertEquals(
                "0 %, 1 of 1,000, 0.1 a second, 2 h 46 min left, loss 0.1",
                state(1, 1_000, 10, false).words());
        assertEquals(
                "0 %, 0 of 4, 10.0 s so far, loss 0.1", state(0, 4, 10, false).words());
    }

    @Test
    void aLastStateSaysHowItEnded() {
        assertEquals("training: done in 10.0 s, loss 0.1", state(4, 4, 10, true).toString());
        assertEquals(
                "training: stopped after 1 of 4 (25 %) and 10.0 s, loss 0.1",
                state(1, 4, 10, true).toString());
        assertEquals("training: done in 10.0 s, loss 0.1", state(0, 0, 10, true).toString());
        assertEquals("training: done in 10.0 s, loss 0.1", state(5, 4, 10, true).toString());
    }

    private static Progress.State state(long done, long total, double seconds, boolean finished) {
        OptionalDouble left = done == 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds * (total - done) / done);
        return new Progress.State(
                1, "training", done, total, "loss 0.1", ProgressCurve.empty("", ""), seconds, left, finished);
    }

    @Test
    void aCurveKeepsItsEndsAndAtMostFourHundredPoints() {
        Progress.showOn(shown::add);
        try (Progress progress = Progress.of("work", 1, () -> now)) {
            now += 900_000_000;
            for (int i = 0; i < 5_000; i++) {
                progress.plot("epochs", i, "accuracy, %", 2 * i);
            }
            progress.advance(1);
        }
        ProgressCurve curve = shown.get(0).curve();
        assertEquals("accuracy, %", curve.y());
        assertTrue(
                curve.points().size() <= 400 && curve.points().size() >= 200,
                "points: " + curve.points().size());
        assertEquals(new ProgressCurve.Point(0, 0), curve.points().get(0));
        assertEquals(
                new ProgressCurve.Point(4_999, 9_998),
                curve.points().get(curve.points().size() - 1));
    }

    @Test
    void aTerminalRewritesItsLineAndKeepsTheLastState() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TerminalBar bar = new TerminalBar(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);
        bar.show(state(1, 4, 10, false));
        bar.show(state(4, 4, 40, true));
        String[] lines = bytes.toString(StandardCharsets.UTF_8).split("\r", -1);
        assertEquals(state(1, 4, 10, false).toString(), lines[1]);
        assertEquals("training: done in 40.0 s, loss 0.1", lines[2].strip());
        assertEquals(lines[1].length() + System.lineSeparator().length(), lines[2].length(), "covers the line before");
    }

    @Test
    void aFileGetsOnlyTheLastState() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TerminalBar bar = new TerminalBar(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
        bar.show(state(1, 4, 10, false));
        bar.show(state(1, 4, 10, true));
        assertEquals(
                "training: stopped after 1 of 4 (25 %) and 10.0 s, loss 0.1" + System.lineSeparator(),
                bytes.toString(StandardCharsets.UTF_8));
    }
}
