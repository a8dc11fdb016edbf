package org.mipp.information.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.information.neural.NeuralExamples.FEW;
import static org.mipp.information.neural.NeuralExamples.KSG;
import static org.mipp.information.neural.NeuralExamples.NORMAL;
import static org.mipp.information.neural.NeuralExamples.TINY;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mipp.linalg.Matrix;

/** What neural estimators doubt, and what they refuse. */
class NeuralRefusalTest {

    @Test
    void doubtsNameFewSamplesAndColumnsThatNeverVary() {
        Matrix constant = Matrix.fill(300, 2, (i, j) -> j == 0 ? i : 7);
        assertEquals(
                List.of(
                        "only 300 samples, of which a part trains: expect a network to find too little below 2,000",
                        "x has 1 of 2 columns that never vary and tell nothing."),
                Smile.DEFAULT.warnings(constant, FEW.y()));
        assertEquals(List.of(), Smile.DEFAULT.warnings(NORMAL.x(), NORMAL.y()));
        assertTrue(Double.isFinite(Smile.DEFAULT.with(TINY).estimate(constant, FEW.y())));
    }

    @Test
    void trainingThatWasCutShortSaysSo() {
        assertEquals(
                List.of(
                        "training ended after 20 steps before the validation value had stopped rising; allow more steps"),
                Smile.DEFAULT.with(TINY).fit(FEW.x(), FEW.y()).warnings());
    }

    @Test
    void samplesThatCannotBeUsedAreRejected() {
        Matrix y = FEW.y();
        rejects(
                "y: expected as many rows as x, 4000, got 300; pass the same samples of both",
                () -> fit(NORMAL.x(), y));
        rejects("samples: expected at least 60, got 3; capture more", () -> fit(y.rows(0, 1, 2), y.rows(0, 1, 2)));
        rejects("y: expected at least one column, got none", () -> fit(y, Matrix.of(300, 0)));
        Matrix hole = Matrix.fill(300, 2, (i, j) -> i == 17 && j == 1 ? Double.NaN : i);
        rejects("y[17, 1]: expected a finite number, got NaN; leave that sample out", () -> fit(y, hole));
        rejects(
                "shares: expected at least 8 samples in each part, got 294 to train on, 3 to validate, 3 to test;"
                        + " choose more even shares",
                () -> Mine.DEFAULT.with(TINY.withShares(0.98, 0.01)).fit(y, y));
        NeuralEstimator labels =
                MlpLossDifference.of(MlpLossDifference.Target.LABELS).with(TINY);
        rejects("labels: expected one column of y, got 2", () -> labels.fit(y, y.beside(y)));
        rejects(
                "labels: expected whole numbers, got 0.5 in row 0; choose NUMBERS for measured values",
                () -> labels.fit(y, Matrix.fill(300, 1, (i, j) -> 0.5)));
        rejects(
                "labels: expected at least 8 samples per class, got 300 classes in 300 samples; merge classes",
                () -> labels.fit(y, Matrix.fill(300, 1, (i, j) -> i)));
    }

    private static void fit(Matrix x, Matrix y) {
        Mine.DEFAULT.with(TINY).fit(x, y);
    }

    @Test
    void parametersThatMakeNoSenseAreRejected() {
        rejects("hidden width: expected a whole number of at least 1, got 0", () -> TINY.withHidden(8, 0));
        rejects("learning rate: expected a finite number above 0, got NaN", () -> TINY.withLearning(Double.NaN, 0));
        rejects("weight decay: expected a finite number of at least 0, got -1.0", () -> TINY.withLearning(1e-3, -1));
        rejects("batch size: expected at least 2 samples, got 1", () -> TINY.withBatchSize(1));
        rejects("steps: expected a whole number of at least 1, got 0", () -> TINY.withSteps(0, 1, 1));
        rejects("patience: expected a whole number of at least 1, got 0", () -> TINY.withSteps(9, 3, 0));
        rejects(
                "check every: expected 1 to 9 steps, got 10; training would end before the first check",
                () -> TINY.withSteps(9, 10, 1));
        rejects(
                "train share: expected a number between 0 and 1, both excluded, got 1.0",
                () -> TINY.withShares(1, 0.1));
        rejects(
                "validation share: expected a number between 0 and 1, both excluded, got 0.0",
                () -> TINY.withShares(0.5, 0));
        rejects(
                "shares: expected train and validation to leave samples for the test, got 0.7 and 0.4; lower one of"
                        + " them",
                () -> TINY.withShares(0.7, 0.4));
        rejects(
                "negatives: expected 1 to 255, fewer than a batch has samples, got 256",
                () -> InfoNce.DEFAULT.with(TINY).withNegatives(256));
        rejects("memory: expected at least 0 and below 1, got 1.0", () -> new Mine(1));
        rejects("tau: expected a finite number above 0, got 0.0", () -> new Smile(0));
        rejects("dimensions: expected a whole number of at least 1, got 0", () -> new LatentMi(KSG, TINY, 0, 0));
    }

    private static void rejects(String message, Runnable action) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }
}
