package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.mipp.linalg.Matrix;
import org.mipp.run.RefusedException;

class EntropyTest {

    private final SplittableRandom random = new SplittableRandom(2);

    @Test
    void aFairCoinHasOneBitAndMillersCorrectionAddsWhatIsMissing() {
        Matrix coin = Matrix.fill(100, 1, (i, j) -> i % 2);
        assertEquals(Math.log(2), new DiscreteEntropy(false).estimate(coin), 1e-15);
        assertEquals(Math.log(2) + 1 / 200.0, new DiscreteEntropy(true).estimate(coin), 1e-15);
        assertEquals(0, new DiscreteEntropy(true).estimate(Matrix.fill(5, 2, (i, j) -> 7)), 0);
    }

    @Test
    void neighboursFindTheEntropyOfKnownDensities() {
        Matrix uniform = Matrix.fill(5000, 1, (i, j) -> 4 * random.nextDouble());
        assertEquals(Math.log(4), new NeighbourEntropy(5).estimate(uniform), 0.03);
        double normal = 0.5 * Math.log(2 * Math.PI * Math.E);
        Matrix two = Matrix.fill(5000, 2, (i, j) -> (j == 0 ? 1 : 0.01) * random.nextGaussian());
        assertEquals(2 * normal + Math.log(0.01), new NeighbourEntropy(5).estimate(two), 0.06);
    }

    @Test
    void anotherUnitAddsItsLogarithmAndRoundingLittle() {
        Matrix metres = Matrix.fill(1000, 1, (i, j) -> random.nextGaussian());
        Matrix millimetres = Matrix.fill(1000, 1, (i, j) -> 1000 * metres.get(i, j));
        NeighbourEntropy entropy = new NeighbourEntropy(3);
        assertEquals(entropy.estimate(metres) + Math.log(1000), entropy.estimate(millimetres), 1e-9);
        Matrix rounded = Matrix.fill(1000, 1, (i, j) -> Math.rint(10 * metres.get(i, j)) / 10);
        assertEquals(entropy.estimate(metres), entropy.estimate(rounded), 0.05);
    }

    @Test
    void refusesWhatHasNoDensity() {
        assertEquals(
                "x: expected columns that vary, got column 0 always at 1.0; the entropy of a density that does not vary is minus"
                        + " infinity; leave it out",
                assertThrows(RefusedException.class, () -> new NeighbourEntropy(1)
                                .estimate(Matrix.fill(9, 1, (i, j) -> 1)))
                        .getMessage());
        assertEquals(
                "samples: expected at least 4, got 3; capture more",
                assertThrows(RefusedException.class, () -> new NeighbourEntropy(3)
                                .estimate(Matrix.fill(3, 1, (i, j) -> i)))
                        .getMessage());
        assertThrows(RefusedException.class, () -> new NeighbourEntropy(0));
    }
}
