package org.mipp.surgery.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.RidgeRegression;
import org.mipp.linalg.SecondMoments;

class ReluRegressionTest {

    private static final int ROWS = 500;
    private static final Random RANDOM = new Random(1);
    private static final Matrix X = Matrix.fill(ROWS, 3, (i, j) -> RANDOM.nextGaussian() + 1);

    /** Before the rectifier the targets need a fourth input that the pruned layer no longer has. */
    private static final Matrix Y =
            Matrix.fill(ROWS, 2, (i, j) -> X.get(i, 0) - 2 * X.get(i, 1) * (j + 1) + 1.5 * RANDOM.nextGaussian());

    /** What another branch adds before the rectifier. */
    private static final Matrix REST = Matrix.fill(ROWS, 2, (i, j) -> 0.3 * RANDOM.nextGaussian());

    @Test
    void everyRoundLowersTheErrorBehindTheRectifier() {
        double before = error(fit(0));
        for (int rounds = 1; rounds <= 6; rounds++) {
            double after = error(fit(rounds));
            assertTrue(after < before, rounds + " rounds: " + after + " after " + before);
            before = after;
        }
        assertTrue(before < 0.9 * error(fit(0)), "and clearly so");
    }

    /** The error is convex, so where its gradient vanishes there is its minimum. */
    @Test
    void manyRoundsReachTheMinimum() {
        RidgeRegression.Fit fit = fit(300);
        for (int target = 0; target < 2; target++) {
            double[] gradient = new double[4];
            for (int i = 0; i < ROWS; i++) {
                double z = output(fit, i, target);
                double slope = Y.get(i, target) > 0 ? z - Y.get(i, target) : Math.max(0, z);
                for (int j = 0; j < 4; j++) {
                    gradient[j] += slope * (j < 3 ? X.get(i, j) : 1) / ROWS;
                }
            }
            for (double value : gradient) {
                assertEquals(0, value, 1e-4);
            }
        }
    }

    private static RidgeRegression.Fit fit(int rounds) {
        SecondMoments moments = SecondMoments.of(X, Matrix.fill(ROWS, 2, (i, j) -> Y.get(i, j) - REST.get(i, j)));
        double[] mean = moments.inputMean();
        RidgeRegression regression = RidgeRegression.of(moments, new double[3], Matrix.fill(3, 2, (i, j) -> 0));
        try (NDManager manager = NDManager.newBaseManager();
                BatchStore inputs = store(manager, X);
                BatchStore targets = store(manager, Y);
                BatchStore rests = store(manager, REST)) {
            return new ReluRegression(inputs, mean, targets, rests, manager, regression).fit(rounds);
        }
    }

    /** In two batches, of which the second lies in a file. */
    private static BatchStore store(NDManager manager, Matrix matrix) {
        int half = matrix.rows() / 2;
        BatchStore store = new BatchStore(manager, 4L * half * matrix.columns());
        NDArray all = manager.create(matrix.toArray(), new Shape(matrix.rows(), matrix.columns()))
                .toType(DataType.FLOAT32, false);
        store.add(all.get(new NDIndex(":{}", half)));
        store.add(all.get(new NDIndex("{}:", half)));
        return store;
    }

    private static double error(RidgeRegression.Fit fit) {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            for (int target = 0; target < 2; target++) {
                double z = output(fit, i, target);
                double y = Y.get(i, target);
                sum += y > 0 ? (y - z) * (y - z) : Math.max(0, z) * Math.max(0, z);
            }
        }
        return sum;
    }

    private static double output(RidgeRegression.Fit fit, int row, int target) {
        double z = fit.intercept().get(0, target) + REST.get(row, target);
        for (int j = 0; j < 3; j++) {
            z += X.get(row, j) * fit.weights().get(j, target);
        }
        return z;
    }
}
