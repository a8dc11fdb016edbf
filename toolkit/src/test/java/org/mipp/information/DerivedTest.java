package org.mipp.information;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.linalg.Matrix;

class DerivedTest {

    private static final GaussianMi GAUSSIAN = new GaussianMi();
    private static final MiEstimator PLAIN = GAUSSIAN::estimate;

    private static final Matrix ALL = normal(300, 8);
    private static final Matrix X = ALL.columns(0, 1, 2, 3);
    private static final Matrix Y = Matrix.fill(300, 2, (i, j) -> ALL.get(i, j) + ALL.get(i, 2) + ALL.get(i, 4 + j));
    private static final Matrix Z = Matrix.fill(300, 1, (i, j) -> ALL.get(i, 0) + ALL.get(i, 6));

    private static Matrix normal(int samples, int columns) {
        Random random = new Random(1);
        return Matrix.fill(samples, columns, (i, j) -> random.nextGaussian());
    }

    @Test
    void conditionalInformationFollowsFromTheChainRule() {
        assertEquals(GAUSSIAN.estimate(X, Y, Z), Derived.conditional(PLAIN, X, Y, Z), 1e-12);
    }

    @Test
    void conditionalInformationIsTheEstimatorsOwnWhereItHasIt() {
        ConditionalMiEstimator own = new ConditionalMiEstimator() {
            @Override
            public double estimate(Matrix x, Matrix y, Matrix z) {
                return 7;
            }

            @Override
            public double estimate(Matrix x, Matrix y) {
                throw new AssertionError("not needed");
            }
        };
        assertEquals(7, Derived.conditional(own, X, Y, Z));
    }

    @Test
    void leavingOneOutIsTheDifferenceOfTwoEstimates() {
        double[] expected = new double[2];
        for (int node = 0; node < 2; node++) {
            expected[node] = GAUSSIAN.estimate(X, Y) - GAUSSIAN.estimate(X.without(2 * node, 2), Y);
        }
        assertArrayEquals(expected, Derived.leaveOneOut(PLAIN, X, 2, Y));
    }

    @Test
    void leavingOneOutIsTheEstimatorsOwnScanWhereItHasIt() {
        LeaveOneOutEstimator own = new LeaveOneOutEstimator() {
            @Override
            public double[] leaveOneOut(Matrix x, int width, Matrix y) {
                return new double[] {width};
            }

            @Override
            public double estimate(Matrix x, Matrix y) {
                throw new AssertionError("not needed");
            }
        };
        assertArrayEquals(new double[] {2}, Derived.leaveOneOut(own, X, 2, Y));
    }

    @Test
    void refusesWidthsThatDoNotFitAndASingleNode() {
        for (int width : new int[] {0, 3, 4}) {
            String message = assertThrows(IllegalArgumentException.class, () -> Derived.leaveOneOut(PLAIN, X, width, Y))
                    .getMessage();
            assertEquals(
                    "leave one out: expected at least two nodes of " + width + " columns each, got 4 columns", message);
        }
    }
}
