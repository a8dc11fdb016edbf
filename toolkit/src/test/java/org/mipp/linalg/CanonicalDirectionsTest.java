package org.mipp.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.information.estimator.GaussianMi;

/** Canonical correlations. */
class CanonicalDirectionsTest {

    private static final int N = 400;
    private static final Matrix X = normal(4, 0);
    private static final Matrix Y = Matrix.fill(
            N,
            3,
            (i, j) -> X.get(i, j) - 0.5 * X.get(i, 3) + (1 + j) * normal(3, 1).get(i, j));
    private static final CanonicalDirections ALL = CanonicalDirections.of(SecondMoments.of(X, Y), 0, 9);

    private static Matrix normal(int columns, long seed) {
        Random random = new Random(seed);
        return Matrix.fill(N, columns, (i, j) -> random.nextGaussian());
    }

    private static double covariance(Matrix a, int i, Matrix b, int j) {
        Matrix columns = a.columns(i).beside(b.columns(j));
        return SecondMoments.of(columns.columns(0), columns.columns(1)).covariance(0, 1);
    }

    @Test
    void pairsAreCorrelatedByWhatIsSaidAndWithNothingElse() {
        assertEquals(3, ALL.correlations().columns());
        Matrix u = X.times(ALL.ofX());
        Matrix v = Y.times(ALL.ofY());
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(i == j ? 1 : 0, covariance(u, i, u, j), 1e-6);
                assertEquals(i == j ? 1 : 0, covariance(v, i, v, j), 1e-6);
                assertEquals(i == j ? ALL.correlations().get(0, i) : 0, covariance(u, i, v, j), 1e-6);
            }
            assertTrue(
                    i == 0 || ALL.correlations().get(0, i) <= ALL.correlations().get(0, i - 1));
        }
    }

    @Test
    void theyMakeUpTheInformationOfNormalVariables() {
        double nats = IntStream.range(0, 3)
                .mapToDouble(i -> -0.5 * Math.log1p(-Math.pow(ALL.correlations().get(0, i), 2)))
                .sum();
        assertEquals(new GaussianMi(false, 0).estimate(X, Y), nats, 1e-6);
    }

    @Test
    void aRidgeBearsEqualAndConstantColumns() {
        Matrix twice = X.beside(X).beside(Matrix.fill(N, 1, (i, j) -> 3));
        CanonicalDirections ridged = CanonicalDirections.of(SecondMoments.of(twice, Y), 1e-3, 1);
        assertEquals(1, ridged.ofX().columns());
        assertEquals(ALL.correlations().get(0, 0), ridged.correlations().get(0, 0), 2e-3);
    }

    @Test
    void refusesWhatCannotBe() {
        SecondMoments moments = SecondMoments.of(X, Y);
        assertEquals(
                "pairs: expected a whole number of at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> CanonicalDirections.of(moments, 0, 0))
                        .getMessage());
        assertEquals(
                "ridge: expected a finite number of at least 0, got -1.0",
                assertThrows(IllegalArgumentException.class, () -> CanonicalDirections.of(moments, -1, 1))
                        .getMessage());
    }
}
