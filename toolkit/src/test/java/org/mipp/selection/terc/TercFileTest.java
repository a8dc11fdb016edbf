package org.mipp.selection.terc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Examples;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.information.MiEstimator;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;

/** A search that is kept in a file. */
class TercFileTest {

    @Test
    void aFinishedLayerIsNotSearchedAgainAfterAnInterrupt(@TempDir Path folder) throws IOException {
        Activations captured = Capture.of(
                Examples.perceptron(1, 6, 5, 3), Examples.noise(400, 2), CaptureOptions.DEFAULT.sampleRows(300));
        Budget budget = new Budget.Confidence(0.9);
        Path file = folder.resolve("paths");
        int[] estimates = {0};
        MiEstimator counting = MiEstimator.named("counting", (x, y) -> {
            estimates[0]++;
            if (estimates[0] == 40) {
                Thread.currentThread().interrupt(); // within the second layer
            }
            return new GaussianMi(false, 0).estimate(x, y);
        });
        Terc terc = new Terc(counting).resumeFrom(file);
        assertThrows(CancellationException.class, () -> terc.select(captured, budget));
        Files.writeString(file, "{\"layer\":\"a\"", StandardOpenOption.APPEND); // cut off by a kill
        estimates[0] = 1000;
        Masks resumed = terc.select(captured, budget);
        int second = estimates[0] - 1000;
        assertEquals(resumed.masks(), terc.select(captured, budget).masks());
        assertEquals(1000 + second, estimates[0], "all layers known: nothing estimated");
        estimates[0] = 1000;
        assertEquals(
                resumed.masks(), new Terc(counting).select(captured, budget).masks());
        assertTrue(second < estimates[0] - 1000, "the finished layer was not searched again");
        assertEquals(
                resumed.masks(),
                another(counting).resumeFrom(file).select(captured, budget).masks());
        assertEquals(
                file
                        + ", line 1: these are a search's finished layers with other settings, method.seed: expected 5, got 0;"
                        + " choose another file or folder",
                refusedFile(terc.seed(5), captured, budget));
        assertEquals(
                "TERC, yours: expected an estimator with a name, by which its file knows it again, got one without; name it, as in"
                        + " terc(MiEstimator.named(\"mine 1\", estimator)), or leave out resumeFrom(...)",
                refusedFile(new Terc((x, y) -> 0).resumeFrom(file), captured, budget));
        Files.writeString(file, "{\"layer\":\"b\"}\n", StandardOpenOption.APPEND);
        assertTrue(refusedFile(terc, captured, budget)
                .contains(", line 4: expected a piece of a search's finished layers as JSON, got something else"));
    }

    /** The same estimator as another object, as after a restart. */
    private static Terc another(MiEstimator estimator) {
        return new Terc(MiEstimator.named(estimator.name(), (x, y) -> {
            throw new AssertionError("all layers are known");
        }));
    }

    private static String refusedFile(Terc terc, Activations captured, Budget budget) {
        return assertThrows(IllegalArgumentException.class, () -> terc.select(captured, budget))
                .getMessage();
    }
}
