package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mipp.information.estimator.Draws.left;
import static org.mipp.information.estimator.Draws.map;
import static org.mipp.information.estimator.Draws.normal;
import static org.mipp.information.estimator.Draws.pair;
import static org.mipp.information.estimator.Draws.right;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mipp.Estimators;
import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.Derived;
import org.mipp.information.MiEstimator;
import org.mipp.information.neural.Mine;
import org.mipp.information.neural.MlpLossDifference;
import org.mipp.information.neural.NeuralEstimator;
import org.mipp.information.neural.NeuralOptions;
import org.mipp.linalg.Matrix;

/** I(aX, bY) = I(X, Y), whatever the scale, and nothing is known by a condition that never varies. */
class ScaleTest {

    private static final double[] SCALES = {1e-300, 1e-200, 1e-150, 1, 1e150, 1e200, 1e300};
    private static final NeuralOptions SHORT = new NeuralOptions(List.of(8), 1e-3, 0, 64, 100, 50, 10, 0.6, 0.2);

    static Stream<MiEstimator> estimators() {
        return Stream.of(
                Estimators.gaussianMi(),
                Estimators.copulaMi(),
                Estimators.ksg(3),
                new KsgMi(KsgMi.Algorithm.SECOND, 3),
                Estimators.binned(5),
                new BinnedMi(5, BinnedMi.Binning.EQUAL_WIDTH, false),
                Estimators.discrete(),
                Estimators.renyi(),
                Estimators.lossDifference(),
                Mine.DEFAULT.with(SHORT),
                MlpLossDifference.of(MlpLossDifference.Target.NUMBERS).with(SHORT));
    }

    static Stream<ConditionalMiEstimator> conditional() {
        return estimators().filter(ConditionalMiEstimator.class::isInstance).map(ConditionalMiEstimator.class::cast);
    }

    /** On a grid, so that shifts are exact. */
    private static Matrix grid(int columns, long seed) {
        return map(normal(300, columns, seed), v -> Math.rint(v * 0x1p20) / 0x1p20);
    }

    private static final Matrix X = grid(1, 1);
    private static final Matrix NOISE = grid(1, 2);
    private static final Matrix Y = Matrix.fill(300, 1, (i, j) -> X.get(i, j) + NOISE.get(i, j));

    @ParameterizedTest
    @MethodSource("estimators")
    void theScaleDoesNotMatter(MiEstimator estimator) {
        double nats = estimator.estimate(X, Y);
        for (double a : SCALES) {
            for (double b : new double[] {1e-200, 1, 1e200}) {
                double scaled = estimator.estimate(map(X, v -> a * v), map(Y, v -> b * v));
                assertEquals(nats, scaled, tolerance(estimator), estimator.name() + " " + a + " " + b);
                assertEquals(
                        estimator.warnings(X, Y),
                        estimator.warnings(map(X, v -> a * v), map(Y, v -> b * v)),
                        estimator.name());
            }
        }
        double shifted = estimator.estimate(map(X, v -> v + 1024), map(Y, v -> v - 512));
        assertEquals(nats, shifted, tolerance(estimator), estimator.name());
    }

    /** Networks see floats. */
    private static double tolerance(MiEstimator estimator) {
        return estimator instanceof NeuralEstimator ? 1e-4 : 1e-9;
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void theScaleOfRoundedValuesDoesNotMatter(MiEstimator estimator) {
        Matrix x = map(X, v -> Math.rint(5 * v));
        Matrix y = map(Y, v -> Math.rint(5 * v));
        double nats = estimator.estimate(x, y);
        for (double a : SCALES) {
            assertEquals(
                    nats, estimator.estimate(map(x, v -> a * v), y), tolerance(estimator), estimator.name() + " " + a);
        }
    }

    @ParameterizedTest
    @MethodSource("conditional")
    void theScaleOfTheConditionDoesNotMatter(ConditionalMiEstimator estimator) {
        Matrix z = grid(2, 3);
        double nats = estimator.estimate(X, Y, z);
        for (double a : SCALES) {
            assertEquals(nats, estimator.estimate(X, Y, map(z, v -> a * v)), 1e-9, estimator.name() + " " + a);
        }
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void nothingIsKnownByAConditionThatNeverVaries(MiEstimator estimator) {
        double nats = estimator.estimate(X, Y);
        Matrix varies = grid(1, 3);
        for (Matrix dead : List.of(
                Matrix.fill(300, 1, (i, j) -> 0.1),
                Matrix.fill(300, 2, (i, j) -> -j),
                Matrix.fill(300, 0, (i, j) -> 0))) {
            assertEquals(nats, Derived.conditional(estimator, X, Y, dead), 1e-12, estimator.name());
            if (estimator instanceof ConditionalMiEstimator own) {
                assertEquals(nats, own.estimate(X, Y, dead), 1e-12, estimator.name());
                assertEquals(own.estimate(X, Y, varies), own.estimate(X, Y, varies.beside(dead)), 1e-12, own.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scales")
    void labelsTellOfTheSmallestAndTheLargestValues(double scale) {
        Matrix both = pair(300, 0.8, 5);
        Matrix label = map(right(both, 1), v -> v > 0 ? 1 : 0);
        Matrix x = left(both, 1);
        for (MiEstimator estimator : List.of(Estimators.ross(3), new LossDifferenceMi(LossDifferenceMi.Loss.LOG))) {
            assertEquals(estimator.estimate(x, label), estimator.estimate(map(x, v -> scale * v), label), 1e-9);
        }
    }

    static double[] scales() {
        return SCALES;
    }
}
