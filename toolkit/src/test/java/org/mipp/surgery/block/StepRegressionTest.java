package org.mipp.surgery.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mipp.linalg.Cholesky;
import org.mipp.linalg.Matrix;

class StepRegressionTest {

    private static final int ROWS = 400;

    /** On a linear map, half the squared error is a quadratic: one step without a ridge would end at the least squares. */
    @Test
    void onALinearMapOneStepEndsAtTheLeastSquares() {
        Random random = new Random(1);
        float[] x = gaussian(ROWS * 3, random);
        float[] wanted = new float[ROWS * 2];
        for (int i = 0; i < ROWS; i++) {
            wanted[2 * i] = 2 * x[3 * i] - x[3 * i + 1] + 0.5f;
            wanted[2 * i + 1] = x[3 * i + 2] + 3 * x[3 * i] - 1;
        }
        float[] gradient = new float[wanted.length]; // of half the squares at outputs that are all zero
        for (int i = 0; i < wanted.length; i++) {
            gradient[i] = -wanted[i];
        }
        StepRegression.Step step = step(x, gradient, ones(ROWS * 2), Matrix.of(2, 2, 1, 0, 0, 1));
        double[][] expected = {{2, 3}, {-1, 0}, {0, 1}};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                assertEquals(-expected[i][j], step.weights().get(i, j), 0.05); // the ridges shorten it a little
            }
        }
        assertEquals(-0.5, step.constants().get(0, 0), 0.05);
        assertEquals(1, step.constants().get(0, 1), 0.05);
    }

    /** Against the formula, written out. */
    @Test
    void outputsThatAreSeldomPositiveTogetherBendTheLossLittleTogether() {
        Random random = new Random(2);
        float[] x = gaussian(ROWS * 3, random);
        float[] gradient = gaussian(ROWS * 2, random);
        float[] positive = new float[ROWS * 2];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = random.nextInt(3) == 0 ? 1 : 0;
        }
        Matrix curvature = Matrix.of(2, 2, 3, 1, 1, 2);
        StepRegression.Step withCurvature = step(x, gradient, positive, curvature);
        double[][] share = new double[2][2];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < 2; j++) {
                for (int k = 0; k < 2; k++) {
                    share[j][k] += positive[2 * i + j] * positive[2 * i + k] / ROWS;
                }
            }
        }
        double mean = (3 * share[0][0] + 2 * share[1][1]) / 2;
        Matrix h = Matrix.fill(2, 2, (j, k) -> curvature.get(j, k) * share[j][k] + (j == k ? 1e-2 * mean : 0));
        Matrix plain = step(x, gradient, ones(ROWS * 2), Matrix.of(2, 2, 1 / 1.01, 0, 0, 1 / 1.01))
                .weights();
        Matrix unit =
                Matrix.fill(3, 2, (i, j) -> plain.get(i, j) * (1 / 1.01 + 0.01 / 1.01)); // its own ridge taken back
        Matrix expected = Cholesky.of(h).solve(unit.transpose()).transpose();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                assertEquals(expected.get(i, j), withCurvature.weights().get(i, j), 1e-4);
            }
        }
    }

    private static StepRegression.Step step(float[] x, float[] gradient, float[] positive, Matrix curvature) {
        try (NDManager manager = NDManager.newBaseManager();
                StepRegression regression = new StepRegression(manager)) {
            NDArray inputs = manager.create(x, new Shape(ROWS, 3));
            regression.addInputs(inputs, manager.create(positive, new Shape(ROWS, 2)), ROWS);
            regression.addGradients(inputs, manager.create(gradient, new Shape(ROWS, 2)));
            return regression.step(curvature);
        }
    }

    private static float[] gaussian(int count, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] ones(int count) {
        float[] values = new float[count];
        java.util.Arrays.fill(values, 1);
        return values;
    }
}
