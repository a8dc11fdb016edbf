package org.mipp.notebook;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.run.progress.Progress;
import org.mipp.run.progress.ProgressCurve;

class LiveProgressTest {

    private final List<String> ids = new ArrayList<>();
    private final List<String> pages = new ArrayList<>();
    private final LiveProgress live = new LiveProgress((id, isNew, text, html) -> {
        ids.add((isNew ? "new " : "same ") + id);
        pages.add(html);
    });

    @Test
    void tasksOfSeveralThreadsHaveAnOutputEach() {
        live.show(state(1, 1, 1, false));
        live.show(state(2, 1, 1, false));
        live.show(state(1, 2, 2, false));
        live.show(state(1, 4, 2, true));
        live.show(state(2, 2, 2, true));
        assertEquals(
                List.of(
                        "new mipp-progress-1",
                        "new mipp-progress-2",
                        "same mipp-progress-1",
                        "same mipp-progress-1",
                        "same mipp-progress-2"),
                ids);
    }

    @Test
    void aCurveIsDrawnAnewOnlyNowAndThen() {
        live.show(state(1, 1, 1.0, false));
        live.show(state(1, 2, 1.3, false));
        live.show(state(1, 3, 2.6, false));
        assertTrue(picture(0).length() > 1_000);
        assertEquals(picture(0), picture(1), "0.3 s later");
        assertFalse(picture(0).equals(picture(2)), "1.6 s later");
    }

    @Test
    void aCurveStaysOnlyIfThereIsNoResult() {
        live.show(state(1, 1, 1, false));
        live.show(state(1, 1, 1, true));
        assertTrue(pages.get(1).contains("<img"), "stopped");
        live.show(state(2, 1, 1, false));
        live.show(state(2, 4, 1, true));
        assertEquals("<div>a &lt;b&gt;: done in 1.0 s, &lt;i&gt;</div>", pages.get(3));
    }

    @Test
    void aFrontEndThatHasGoneDoesNotStopTheWork() {
        LiveProgress broken = new LiveProgress((id, isNew, text, html) -> {
            throw new IllegalStateException("no cell is running");
        });
        assertDoesNotThrow(() -> broken.show(state(1, 1, 1, false)));
    }

    private String picture(int page) {
        return pages.get(page).split("<img")[1];
    }

    private static Progress.State state(long id, long done, double seconds, boolean finished) {
        ProgressCurve curve = new ProgressCurve(
                "epochs",
                "accuracy, %",
                IntStream.range(0, 3 + (int) done)
                        .mapToObj(i -> new ProgressCurve.Point(i, i * i))
                        .toList());
        return new Progress.State(id, "a <b>", done, 4, "<i>", curve, seconds, OptionalDouble.of(7), finished);
    }
}
