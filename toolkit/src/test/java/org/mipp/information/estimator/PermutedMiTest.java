package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.information.MiEstimator;
import org.mipp.linalg.Matrix;
import org.mipp.run.RandomOrder;

class PermutedMiTest {

    private static final int N = 700;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Matrix x = Matrix.fill(N, 1, (i, j) -> random.nextGaussian());
    private final Matrix y = Matrix.fill(N, 1, (i, j) -> x.get(i, 0) + random.nextGaussian());
    private final Matrix labels = Matrix.fill(N, 1, (i, j) -> Math.min(3, Math.floor(1.5 * Math.abs(x.get(i, 0)))));
    private final int[] same = IntStream.range(0, N).toArray();

    @Test
    void permutedEstimatesAreThoseOfTheEstimatorOnPermutedRows() {
        for (int k : new int[] {1, 3, 10, 300}) {
            assertSame(new KsgMi(KsgMi.Algorithm.FIRST, k), x, y);
            assertSame(new KsgMi(KsgMi.Algorithm.FIRST, k), y, x);
        }
        Matrix inTwos = Matrix.fill(N, 1, (i, j) -> i % 2 == 0 ? 1 : 0); // no class of one
        for (int k : new int[] {1, 5}) {
            assertSame(new RossMi(k, RossMi.Discrete.Y), x, inTwos);
            assertSame(new RossMi(k, RossMi.Discrete.X), inTwos, y);
            assertSame(new RossMi(k, RossMi.Discrete.Y), y, labels);
        }
    }

    private void assertSame(MiEstimator estimator, Matrix first, Matrix second) {
        PermutedMi permuted = PermutedMi.of(estimator, first, second).orElseThrow();
        assertEquals(estimator.estimate(first, second), permuted.estimate(same), 1e-12, estimator.name());
        for (int times = 0; times < 3; times++) {
            int[] order = RandomOrder.of(N, random);
            assertEquals(
                    estimator.estimate(first, second.rows(order)), permuted.estimate(order), 1e-12, estimator.name());
        }
    }

    @Test
    void tiedSamplesKeepTheEstimateOfTheEstimatorAndStayNearItWhenPermuted() {
        Matrix rounded = Matrix.fill(N, 1, (i, j) -> Math.rint(10 * x.get(i, 0)) / 10);
        Matrix alsoRounded = Matrix.fill(N, 1, (i, j) -> Math.rint(5 * y.get(i, 0)) / 5);
        for (MiEstimator estimator :
                new MiEstimator[] {new KsgMi(KsgMi.Algorithm.FIRST, 3), new RossMi(3, RossMi.Discrete.Y)}) {
            Matrix second = estimator instanceof RossMi ? labels : alsoRounded;
            PermutedMi permuted = PermutedMi.of(estimator, rounded, second).orElseThrow();
            assertEquals(estimator.estimate(rounded, second), permuted.estimate(same), 1e-12);
            double mean = IntStream.range(0, 50)
                    .mapToDouble(i -> permuted.estimate(RandomOrder.of(N, random)))
                    .average()
                    .orElseThrow();
            assertEquals(0, mean, 0.01, estimator.name());
        }
    }

    @Test
    void whatCannotBePreparedIsLeftToTheEstimator() {
        assertEquals(Optional.empty(), PermutedMi.of(new GaussianMi(), x, y));
        assertEquals(Optional.empty(), PermutedMi.of(new KsgMi(KsgMi.Algorithm.SECOND, 3), x, y));
        assertEquals(Optional.empty(), PermutedMi.of(new KsgMi(KsgMi.Algorithm.FIRST, 3), x.beside(y), y));
        Matrix coin = Matrix.fill(N, 1, (i, j) -> i % 2);
        assertEquals(Optional.empty(), PermutedMi.of(new KsgMi(KsgMi.Algorithm.FIRST, 3), coin, coin));
        assertEquals(Optional.empty(), PermutedMi.of(new RossMi(3, RossMi.Discrete.Y), coin, coin));
        assertEquals(Optional.empty(), PermutedMi.of(new RossMi(3, RossMi.Discrete.Y), x, y));
        assertTrue(PermutedMi.of(new KsgMi(KsgMi.Algorithm.FIRST, 3), coin, x).isPresent());
    }
}
