package org.mipp.information.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.mipp.linalg.Matrix;

class WarmStartNetworkTest {

    private static final int ROWS = 1500;
    private static final Random RANDOM = new Random(1);
    private static final Matrix NORMAL = Matrix.fill(ROWS, 4, (i, j) -> RANDOM.nextGaussian());

    /** y = x0 x1 + noise; x2 is x0 again; x3 tells nothing. */
    private static final Matrix X = Matrix.fill(ROWS, 4, (i, j) -> NORMAL.get(i, j == 2 ? 0 : j));

    private static final Matrix Y =
            Matrix.fill(ROWS, 1, (i, j) -> NORMAL.get(i, 0) * NORMAL.get(i, 1) + 0.3 * RANDOM.nextGaussian());

    @Test
    void seesThatACopyAndNoiseCanGoButNotBothCopiesNorAFactor() {
        try (WarmStartNetwork network = WarmStartNetwork.fit(X, Y, 1, () -> {})) {
            assertTrue(network.nats() > 0.5, "a product is nothing that a linear fit could see: " + network.nats());
            assertTrue(network.without(new int[] {3}, 0.02) < 0.05);
            network.accept();
            assertTrue(network.without(new int[] {2}, 0.02) < 0.05);
            network.accept();
            assertTrue(network.without(new int[] {0}, 0.02) > 0.4);
            assertTrue(network.without(new int[] {1}, 0.02) > 0.4);
        }
    }

    @Test
    void aTrialThatIsNotAcceptedChangesNothing() {
        try (WarmStartNetwork network = WarmStartNetwork.fit(X, Y, 1, () -> {})) {
            double before = network.nats();
            network.without(new int[] {1}, 0);
            assertEquals(before, network.nats());
        }
    }

    @Test
    void theSameSeedGivesTheSame() {
        double[] nats = new double[2];
        for (int i = 0; i < 2; i++) {
            try (WarmStartNetwork network = WarmStartNetwork.fit(X, Y, 7, () -> {})) {
                nats[i] = network.without(new int[] {0}, 0.01);
            }
        }
        assertEquals(nats[0], nats[1], 1e-6 * Math.abs(nats[0]));
    }

    @Test
    void whatThePassSaysStopsTheFit() {
        assertThrows(
                CancellationException.class,
                () -> WarmStartNetwork.fit(X, Y, 1, () -> {
                    throw new CancellationException("stop");
                }));
    }

    @Test
    void refusesTooFewRowsAndNoColumns() {
        assertEquals(
                "samples: expected at least 60, got 2; capture more",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> WarmStartNetwork.fit(X.rows(0, 1), Y.rows(0, 1), 1, () -> {}))
                        .getMessage());
        try (WarmStartNetwork network = WarmStartNetwork.fit(X, Y, 1, () -> {})) {
            assertEquals(
                    "without: expected at least one column to take away, got none",
                    assertThrows(IllegalArgumentException.class, () -> network.without(new int[0], 0))
                            .getMessage());
        }
    }
}
