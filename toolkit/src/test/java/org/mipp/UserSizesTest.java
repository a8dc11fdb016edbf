package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.measure.Measure;
import org.mipp.information.task.ConditionalMiTask;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Tasks;
import org.mipp.linalg.Matrix;

/** A size with a few zeros too many is refused before memory is taken for it, and none overflows. */
class UserSizesTest {

    private static final int HUGE = 2_000_000_000;

    private static void assertRefused(String expected, Executable call) {
        String message =
                assertThrows(IllegalArgumentException.class, call, expected).getMessage();
        assertTrue(message.startsWith(expected), message);
    }

    @Test
    void samplesOfTasksFitTheHeap() {
        for (MiTask task : Tasks.all()) {
            assertRefused("sample of task " + task.id() + ": expected to fit into ", () -> task.sample(HUGE, 0));
        }
        for (ConditionalMiTask task : Tasks.conditional()) {
            assertRefused("sample of task " + task.id() + ": expected to fit into ", () -> task.sample(HUGE, 0));
        }
    }

    @Test
    void matricesFitTheHeap() {
        assertRefused(
                "matrix of 2000000000 x 2000000000: expected to fit into ", () -> Matrix.fill(HUGE, HUGE, (i, j) -> 0));
        assertRefused("matrix: expected sizes of at least 0, got -1 x 2", () -> Matrix.fill(-1, 2, (i, j) -> 0));
    }

    @Test
    void repeatsAndPermutationsEndSomewhere() {
        Measure measure = Measure.with(new GaussianMi());
        assertRefused(
                "repeats and permutations: expected at most 1000000, each an estimate, got 2000000000",
                () -> measure.repeats(HUGE));
        assertRefused("repeats and permutations: expected at most 1000000", () -> measure.permutations(HUGE));
    }

    @Test
    void positionsPerImageAreCountedExactly() {
        assertEquals(
                Integer.MAX_VALUE / 2 + 1,
                CaptureOptions.DEFAULT.convolutionRows(Integer.MAX_VALUE).positionsPerImage(2, 9));
    }
}
