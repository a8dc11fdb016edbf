package org.mipp.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.linalg.Problems.largestDifference;
import static org.mipp.linalg.Problems.product;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 65, 150})
    void inverseAndDeterminantAgreeWithElimination(int n) {
        Matrix a = Problems.positiveDefinite(n, n);
        Cholesky factor = Cholesky.of(a);
        Matrix expected = Problems.inverse(a);
        assertEquals(0, largestDifference(expected, factor.inverse()), 1e-10);
        assertEquals(Problems.logDeterminant(a), factor.logDeterminant(), 1e-9);
    }

    @Test
    void pivotsAreTheVariancesGivenTheVariablesBefore() {
        Matrix a = Problems.positiveDefinite(5, 8);
        double[] pivots = Cholesky.of(a).pivots();
        double sum = 0;
        for (int n = 1; n <= 5; n++) {
            int[] first = IntStream.range(0, n).toArray();
            sum += Math.log(pivots[n - 1]);
            assertEquals(Problems.logDeterminant(a.select(first, first)), sum, 1e-12);
        }
    }

    @Test
    void solvesRectangularSystems() {
        Matrix a = Problems.positiveDefinite(9, 1);
        Matrix x = Problems.correlated(9, 4, 2);
        assertEquals(0, largestDifference(x, Cholesky.of(a).solve(product(a, x))), 1e-11);
    }

    @Test
    void schurComplementSubtractsWhatIsExplained() {
        Matrix d = Problems.positiveDefinite(5, 3);
        Matrix c = Problems.correlated(7, 5, 4);
        Matrix s = Problems.positiveDefinite(7, 5);
        Matrix explained = product(product(c, Problems.inverse(d)), c.transpose());
        Matrix expected = Matrix.fill(7, 7, (i, j) -> s.get(i, j) - explained.get(i, j));
        assertEquals(0, largestDifference(expected, Cholesky.of(d).schurComplement(s, c)), 1e-10);
    }

    @Test
    void nothingToConditionOnChangesNothing() {
        Matrix s = Problems.positiveDefinite(4, 6);
        assertEquals(s, Cholesky.of(Matrix.of(0, 0)).schurComplement(s, Matrix.of(4, 0)));
    }

    @Test
    void refusesASingularMatrix() {
        Matrix singular = Matrix.of(2, 2, 1, 1, 1, 1);
        String message = assertThrows(IllegalArgumentException.class, () -> Cholesky.of(singular))
                .getMessage();
        assertTrue(message.contains("leading minor of order 2") && message.contains("larger ridge"), message);
    }

    @Test
    void refusesAMatrixThatIsNotSquare() {
        String message = assertThrows(IllegalArgumentException.class, () -> Cholesky.of(Matrix.of(1, 2, 1, 1)))
                .getMessage();
        assertEquals("Cholesky: expected a square matrix, got 1 x 2", message);
    }

    @Test
    void refusesARightHandSideOfAnotherLength() {
        Cholesky factor = Cholesky.of(Matrix.of(1, 1, 4));
        String message = assertThrows(IllegalArgumentException.class, () -> factor.solve(Matrix.of(2, 1, 1, 1)))
                .getMessage();
        assertEquals("solve: expected a right-hand side of 1 rows, got 2", message);
    }
}
