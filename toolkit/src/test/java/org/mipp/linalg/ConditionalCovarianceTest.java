package org.mipp.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConditionalCovarianceTest {

    private static final int WIDTH = 3;
    private static final Matrix COVARIANCE = covariance(15);

    private static Matrix covariance(int n) {
        Random random = new Random(1);
        Matrix data = Matrix.fill(40, n, (i, j) -> random.nextGaussian());
        return data.transpose().times(data);
    }

    @Test
    void conditioningIsTheSchurComplement() {
        ConditionalCovariance conditional = new ConditionalCovariance(COVARIANCE, WIDTH);
        assertEquals(expected(2), conditional.logDeterminant(2), 1e-9);
        assertEquals(expected(2, 0), conditional.logDeterminant(2, 0), 1e-9);
        conditional.condition(4);
        assertEquals(expected(2, 4), conditional.logDeterminant(2), 1e-9);
        conditional.condition(1);
        assertEquals(expected(2, 4, 1), conditional.logDeterminant(2), 1e-9);
        assertEquals(expected(2, 4, 1, 3), conditional.logDeterminant(2, 3), 1e-9);
    }

    private static double expected(int group, int... given) {
        Matrix block = COVARIANCE.select(columns(group), columns(group));
        if (given.length > 0) {
            Matrix cross = COVARIANCE.select(columns(group), columns(given));
            block = Cholesky.of(COVARIANCE.select(columns(given), columns(given)))
                    .schurComplement(block, cross);
        }
        return Cholesky.of(block).logDeterminant();
    }

    private static int[] columns(int... groups) {
        return IntStream.of(groups)
                .flatMap(group -> IntStream.range(group * WIDTH, (group + 1) * WIDTH))
                .toArray();
    }

    @Test
    void refusesGroupsThatDoNotFitAndMatricesThatAreNotPositiveDefinite() {
        String width = assertThrows(IllegalArgumentException.class, () -> new ConditionalCovariance(COVARIANCE, 4))
                .getMessage();
        assertEquals("conditional covariance: expected a square matrix of groups of 4, got 15 x 15", width);
        ConditionalCovariance singular = new ConditionalCovariance(Matrix.of(2, 2, 1, 1, 1, 1), 1);
        singular.condition(0);
        String pivot = assertThrows(IllegalArgumentException.class, () -> singular.logDeterminant(1))
                .getMessage();
        assertTrue(
                pivot.endsWith("expected a positive definite matrix, got a pivot of 0.0; use a larger ridge"), pivot);
    }
}
