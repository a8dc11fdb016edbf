package org.mipp.information;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mipp.linalg.Matrix;
import org.mipp.run.RefusedException;

class CheckedEstimateTest {

    private static final Matrix X = Matrix.fill(300, 2, (i, j) -> i);
    private static final Matrix Y = Matrix.fill(300, 3, (i, j) -> j);

    @Test
    void whatIsFiniteStaysAsItIs() {
        assertEquals(-0.1, CheckedEstimate.of((x, y) -> -0.1, X, Y));
    }

    @Test
    void whatIsNoNumberOfNatsIsRefused() {
        for (double nats : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            MiEstimator mine = MiEstimator.named("mine", (x, y) -> nats);
            rejects(
                    "estimator 'mine': expected a finite number of nats from 300 samples of 2 + 3 columns, got " + nats,
                    () -> CheckedEstimate.of(mine, X, Y));
            rejects(
                    "expected a finite number of nats, got " + nats,
                    () -> CheckedEstimate.ofCell("in a table", mine, X, Y));
        }
    }

    private static void rejects(String message, Executable estimate) {
        assertEquals(message, assertThrows(RefusedException.class, estimate).getMessage());
    }
}
