package org.mipp.information.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mipp.information.Derived;
import org.mipp.information.MiEstimator;
import org.mipp.information.PlugIn;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Sample;
import org.mipp.information.task.Tasks;
import org.mipp.linalg.Matrix;

/** What injected noise shows of an estimator, and of nodes. */
class InjectedNoiseTest {

    private static final MiTask SPARSE = Tasks.get("multinormal-sparse-3-3-2-2.0");

    private static Matrix noise(int samples, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Matrix.fill(samples, columns, (i, j) -> random.nextGaussian());
    }

    @Test
    void injectedNoiseShowsTheBiasAndTheNullOfOneNode() {
        Sample sample = SPARSE.sample(300, 1);
        InjectedNoiseNull noise = InjectedNoiseNull.of(PlugIn::gaussian, sample.x(), 1, sample.y(), 499, 0);
        // Wilks: one more column tells three targets 3 / 2N nats on average, and the exact quantile for p = 4
        assertEquals(3 / 600.0, noise.mean(), 0.0007);
        assertEquals(
                new org.mipp.information.gaussian.ConditionalNull(300, 4, 1, 3).threshold(0.95),
                noise.threshold(0.95),
                0.002);
        assertEquals(1.0 / 500, noise.pValue(1), 1e-12);
        assertEquals(1, noise.pValue(-1), 1e-12);
        assertTrue(noise.toString().startsWith("Injected noise by yours: 0.00"), noise.toString());
    }

    @Test
    void nodesThatTellSomethingStandOutFromInjectedNoise() {
        Sample sample = SPARSE.sample(300, 2);
        double threshold = InjectedNoiseNull.of(PlugIn::gaussian, sample.x(), 1, sample.y(), 99, 0)
                .threshold(0.95);
        double[] phi = Derived.leaveOneOut(PlugIn::gaussian, sample.x(), 1, sample.y());
        assertTrue(phi[0] > 10 * threshold && phi[1] > 10 * threshold, "columns with a partner");
        assertTrue(phi[2] < threshold, "the idle column");
    }

    @Test
    void injectedNoiseComesInNodesOfTheSameWidth() {
        Set<Integer> columns = new TreeSet<>();
        MiEstimator spy = (x, y) -> {
            columns.add(x.columns());
            return 0;
        };
        InjectedNoiseNull.of(spy, noise(20, 6, 1), 3, noise(20, 1, 2), 2, 0);
        assertEquals(Set.of(6, 9), columns);
        assertEquals(
                "injected noise: expected nodes of 4 columns each, got 6 columns",
                message(() -> InjectedNoiseNull.of(spy, noise(20, 6, 1), 4, noise(20, 1, 2), 2, 0)));
        assertEquals(
                "injected noise: expected at least 19 repeats for level 0.95, got 2",
                message(() -> InjectedNoiseNull.of(spy, noise(20, 6, 1), 3, noise(20, 1, 2), 2, 0)
                        .threshold(0.95)));
    }

    private static String message(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }
}
