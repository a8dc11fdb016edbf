package org.mipp.information.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.information.LayerInformation;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.SecondMoments;

class GaussianNodeInformationTest {

    private static final GaussianNodeInformation ESTIMATOR = new GaussianNodeInformation(Regularisation.NONE, 0.95);

    @Test
    void relevantNodesAreAboveTheNullLineAndNoiseIsBelow() {
        LayerInformation layer =
                new GaussianNodeInformation(Regularisation.NONE, 0.9999).estimate("layer", parts(5, 200, 1), 1);
        assertEquals(2, layer.significant());
        assertTrue(layer.nodes().get(0).unique() > layer.threshold().orElseThrow());
        assertTrue(layer.nodes().get(2).unique() < layer.threshold().orElseThrow());
    }

    /** The jackknife's error bar against the spread of the estimate over 60 independent samples. */
    @Test
    void theErrorBarIsTheSpreadOverIndependentSamples() {
        double[] estimates = IntStream.range(0, 60)
                .mapToDouble(seed -> ESTIMATOR
                        .estimate("layer", parts(1, 1000, seed), 1)
                        .nodes()
                        .get(0)
                        .unique())
                .toArray();
        double mean =
                IntStream.range(0, 60).mapToDouble(i -> estimates[i]).average().orElseThrow();
        double spread = Math.sqrt(IntStream.range(0, 60)
                        .mapToDouble(i -> (estimates[i] - mean) * (estimates[i] - mean))
                        .sum()
                / 59);
        double errorBar = IntStream.range(0, 60)
                .mapToDouble(seed -> ESTIMATOR
                        .estimate("layer", parts(10, 100, 100 + seed), 1)
                        .nodes()
                        .get(0)
                        .spread())
                .average()
                .orElseThrow();
        assertEquals(spread, errorBar, 0.25 * spread);
    }

    @Test
    void onePartHasNoErrorBar() {
        assertEquals(
                0,
                ESTIMATOR.estimate("layer", parts(1, 100, 1), 1).nodes().get(0).spread());
    }

    @Test
    void withTooFewSamplesForATestThereIsNoNullLine() {
        LayerInformation layer = ESTIMATOR.estimate("layer", parts(1, 5, 1), 1);
        assertTrue(layer.threshold().isEmpty());
        assertEquals(1, layer.warnings().size());
    }

    @Test
    void refusesNoParts() {
        String message = assertThrows(IllegalArgumentException.class, () -> ESTIMATOR.estimate("layer", List.of(), 1))
                .getMessage();
        assertEquals("estimate: expected the moments of at least one part of the sample, got none", message);
    }

    @Test
    void refusesAConfidenceOutsideItsRange() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new GaussianNodeInformation(Regularisation.NONE, 1))
                .getMessage();
        assertEquals("confidence: expected a number between 0 and 1, both excluded, got 1.0", message);
    }

    /** Nodes R0 and R1 drive the two targets, N2 and N3 are noise. */
    private static List<SecondMoments> parts(int count, int samples, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(part -> {
                    Matrix x = Matrix.fill(samples, 4, (i, j) -> random.nextGaussian());
                    Matrix y = Matrix.fill(samples, 2, (i, j) -> x.get(i, j) + random.nextGaussian());
                    return SecondMoments.of(x, y);
                })
                .toList();
    }
}
