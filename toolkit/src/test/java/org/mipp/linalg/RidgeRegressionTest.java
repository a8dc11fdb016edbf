package org.mipp.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mipp.linalg.Problems.largestDifference;
import static org.mipp.linalg.Problems.product;

import org.junit.jupiter.api.Test;

class RidgeRegressionTest {

    private static final Matrix X = Problems.correlated(200, 5, 1);
    private static final Matrix Y = Problems.correlated(200, 3, 2);
    private static final Matrix NO_PRIOR = Matrix.fill(5, 3, (i, j) -> 0);

    @Test
    void withoutPenaltyIsOrdinaryLeastSquares() {
        Matrix withOnes = Matrix.fill(200, 6, (i, j) -> j == 5 ? 1 : X.get(i, j));
        Matrix expected =
                product(Problems.inverse(product(withOnes.transpose(), withOnes)), product(withOnes.transpose(), Y));
        RidgeRegression.Fit fit = RidgeRegression.of(SecondMoments.of(X, Y), new double[5], NO_PRIOR)
                .fit();
        Matrix got = Matrix.fill(
                6,
                3,
                (i, j) -> i < 5 ? fit.weights().get(i, j) : fit.intercept().get(0, j));
        assertEquals(0, largestDifference(expected, got), 1e-10);
    }

    @Test
    void recoversAnExactLinearMap() {
        Matrix map = Problems.correlated(5, 2, 3);
        Matrix targets = Matrix.fill(200, 2, (i, j) -> product(X, map).get(i, j) - 7);
        RidgeRegression.Fit fit = RidgeRegression.of(
                        SecondMoments.of(X, targets), new double[5], Matrix.fill(5, 2, (i, j) -> 0))
                .fit();
        assertEquals(0, largestDifference(map, fit.weights()), 1e-10);
        assertEquals(-7, fit.intercept().get(0, 1), 1e-9);
    }

    @Test
    void aPenaltyShrinksItsOwnWeightOnly() {
        RidgeRegression.Fit fit = RidgeRegression.of(SecondMoments.of(X, Y), new double[] {1e12, 0, 0, 0, 0}, NO_PRIOR)
                .fit();
        assertEquals(0, fit.weights().get(0, 0), 1e-9);
        assertEquals(true, Math.abs(fit.weights().get(1, 0)) > 1e-3);
    }

    @Test
    void refusesANegativePenalty() {
        SecondMoments moments = SecondMoments.of(X, Y);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> RidgeRegression.of(moments, new double[] {0, 0, -1, 0, 0}, NO_PRIOR))
                .getMessage();
        assertEquals("penalty: expected a finite number of at least 0, got -1.0", message);
    }

    @Test
    void refusesAPenaltyOfAnotherLength() {
        SecondMoments moments = SecondMoments.of(X, Y);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> RidgeRegression.of(moments, new double[4], NO_PRIOR))
                .getMessage();
        assertEquals("penalty: expected one value per input, 5, got 4", message);
    }

    @Test
    void aPriorThatIsRightStaysWhateverThePenalty() {
        Matrix map = Problems.correlated(5, 3, 4);
        Matrix targets = product(X, map);
        double[] penalty = {1, 10, 100, 0.1, 3};
        RidgeRegression.Fit fit =
                RidgeRegression.of(SecondMoments.of(X, targets), penalty, map).fit();
        assertEquals(0, largestDifference(map, fit.weights()), 1e-10);
    }

    @Test
    void refusesAPriorOfAnotherShape() {
        SecondMoments moments = SecondMoments.of(X, Y);
        Matrix other = Matrix.fill(3, 5, (i, j) -> 0);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> RidgeRegression.of(moments, new double[5], other))
                .getMessage();
        assertEquals("prior: expected weights of 5 x 3, got 3 x 5", message);
    }
}
