package org.mipp.training.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.data.Dataset;
import org.mipp.network.Network;
import org.mipp.training.EvaluatedNetwork;

/** What is said of measured times; the times themselves are the machine's. */
class LatencyTest {

    private static final Network SMALL = Examples.perceptron(1, 4, 3);
    private static final Network LARGE = Examples.perceptron(1, 3000, 3000, 3);

    @Test
    void theMedianAndTheQuartilesAreThoseOfTheRuns() {
        Latency latency = Latency.of(10, List.of(9.0, 1.0, 2.0, 4.0, 3.0)); // numpy: 2, 3, 4
        assertEquals(new Latency(10, 3, 2, 4, 5), latency);
        assertEquals(300, latency.perThousand());
        assertEquals(new Latency(1, 2.5, 1.75, 3.25, 4), Latency.of(1, List.of(1.0, 2.0, 3.0, 4.0)));
        assertEquals("3.00 ms for 10 images (2.00 to 4.00, 5 runs)", latency.toString());
        assertEquals(
                "5.00 ms for 1 image (5.00 to 5.00, 1 runs)",
                Latency.of(1, List.of(5.0)).toString());
    }

    @Test
    void aDifferenceWithinTheSpreadIsNoise() {
        Latency two = new Latency(1, 2, 1.8, 2.2, 15);
        Latency more = new Latency(1, 2.3, 2.1, 2.5, 15);
        Latency three = new Latency(1, 3, 2.9, 3.1, 15);
        assertTrue(two.within(more) && more.within(two));
        assertFalse(two.within(three) || three.within(more));
        assertEquals("a and b", Latency.noise(List.of("a", "b", "c"), List.of(two, more, three)));
        assertEquals("a and b; a and c; b and c", Latency.noise(List.of("a", "b", "c"), List.of(two, more, two)));
        assertEquals("", Latency.noise(List.of("a", "c"), List.of(two, three)));
    }

    @Test
    void networksAreMeasuredSideBySideOnRealImagesOrNoise() {
        Dataset noise = new Dataset("noise", Examples.noise(20, 1), Examples.noise(7, 2));
        List<Latency> latencies = LatencyContest.of(
                List.of(EvaluatedNetwork.of(SMALL, noise), LARGE, EvaluatedNetwork.of(LARGE, noise)), 50);
        assertEquals(3, latencies.size());
        for (Latency latency : latencies) {
            assertEquals(50, latency.batch());
            assertEquals(15, latency.runs());
            assertTrue(0 < latency.low()
                    && latency.low() <= latency.milliseconds()
                    && latency.milliseconds() <= latency.high());
        }
        assertTrue(
                latencies.get(1).milliseconds() > latencies.get(0).milliseconds(),
                "150,000 times the work takes longer: " + latencies);
    }

    @Test
    void anInterruptEndsIt() {
        Examples.logits(SMALL, Examples.noise(1, 1)); // loads the engine, which would take the interrupt
        Thread.currentThread().interrupt();
        String message = assertThrows(CancellationException.class, () -> LatencyContest.of(List.of(SMALL), 1))
                .getMessage();
        assertEquals("latency was interrupted after 1 of 18; nothing that existed before was changed", message);
    }

    @Test
    void refusesNothingToMeasureAndEmptyBatches() {
        assertEquals(
                "latency: expected at least one network, got none",
                assertThrows(IllegalArgumentException.class, () -> LatencyContest.of(List.of(), 1))
                        .getMessage());
        assertEquals(
                "images at once: expected a whole number of at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> LatencyContest.of(List.of(SMALL), 0))
                        .getMessage());
    }
}
