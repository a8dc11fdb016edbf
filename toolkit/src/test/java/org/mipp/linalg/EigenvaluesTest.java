package org.mipp.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EigenvaluesTest {

    @Test
    void ofTwoByTwoAreKnown() {
        assertArrayEquals(new double[] {1, 3}, Eigenvalues.ofSymmetric(Matrix.of(2, 2, 2, 1, 1, 2)), 1e-14);
    }

    /** The path graph's Laplacian: 2 - 2 cos(pi i / n). */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30, 150})
    void ofAPathAreCosines(int n) {
        Matrix laplacian = Matrix.fill(n, n, (i, j) -> {
            int ends = (i == 0 ? 1 : 0) + (i == n - 1 ? 1 : 0);
            return i == j ? 2 - ends : Math.abs(i - j) == 1 ? -1 : 0;
        });
        double[] expected = IntStream.range(0, n)
                .mapToDouble(i -> 2 - 2 * Math.cos(Math.PI * i / n))
                .toArray();
        assertArrayEquals(expected, Eigenvalues.ofSymmetric(laplacian), 1e-12);
    }

    @Test
    void sumToTheTraceAndTheirLogarithmsToTheLogDeterminant() {
        Matrix a = Problems.positiveDefinite(60, 1);
        double[] values = Eigenvalues.ofSymmetric(a);
        assertEquals(Arrays.stream(a.diagonal()).sum(), Arrays.stream(values).sum(), 1e-9);
        assertEquals(
                Problems.logDeterminant(a), Arrays.stream(values).map(Math::log).sum(), 1e-9);
    }

    @Test
    void doNotChangeTheMatrixAndReadOnlyItsLowerTriangle() {
        Matrix a = Problems.positiveDefinite(9, 1);
        double[] values = Eigenvalues.ofSymmetric(a);
        assertArrayEquals(values, Eigenvalues.ofSymmetric(Matrix.fill(9, 9, (i, j) -> j > i ? 99 : a.get(i, j))));
    }

    @Test
    void ofNothingAreNone() {
        assertEquals(0, Eigenvalues.ofSymmetric(Matrix.of(0, 0)).length);
    }

    @Test
    void refusesWhatIsNotSquareOrNotFinite() {
        String shape = assertThrows(
                        IllegalArgumentException.class, () -> Eigenvalues.ofSymmetric(Matrix.of(1, 2, 1, 1)))
                .getMessage();
        assertEquals("eigenvalues: expected a square matrix, got 1 x 2", shape);
        String value = assertThrows(
                        IllegalArgumentException.class, () -> Eigenvalues.ofSymmetric(Matrix.of(1, 1, Double.NaN)))
                .getMessage();
        assertEquals("eigenvalues: expected finite values, got NaN", value);
    }
}
