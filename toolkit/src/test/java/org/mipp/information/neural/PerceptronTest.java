package org.mipp.information.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The network against a slow twin and against differences. */
class PerceptronTest {

    private static final int[] WIDTHS = {3, 5, 4, 2};
    private static final int OFFSET = 2;
    private static final int ROWS = 6;

    private static float[] weights() {
        float[] weights = new float[OFFSET + Perceptron.size(WIDTHS)];
        Perceptron.initialise(weights, OFFSET, new SplittableRandom(3), WIDTHS);
        return weights;
    }

    private static float[] inputs() {
        SplittableRandom random = new SplittableRandom(4);
        float[] inputs = new float[ROWS * WIDTHS[0]];
        for (int k = 0; k < inputs.length; k++) {
            inputs[k] = (float) (4 * random.nextDouble() - 2);
        }
        return inputs;
    }

    /** Sum over rows and outputs of half the squared output, in double precision. */
    private static double slowLoss(float[] weights, float[] inputs) {
        double loss = 0;
        for (int row = 0; row < ROWS; row++) {
            double[] current = new double[WIDTHS[0]];
            for (int j = 0; j < current.length; j++) {
                current[j] = inputs[row * WIDTHS[0] + j];
            }
            int k = OFFSET;
            for (int layer = 0; layer + 1 < WIDTHS.length; layer++) {
                double[] next = new double[WIDTHS[layer + 1]];
                for (int o = 0; o < next.length; o++) {
                    for (double input : current) {
                        next[o] += weights[k++] * input;
                    }
                }
                for (int o = 0; o < next.length; o++) {
                    next[o] += weights[k++];
                    if (layer + 2 < WIDTHS.length) {
                        next[o] /= 1 + Math.exp(-next[o]);
                    }
                }
                current = next;
            }
            for (double output : current) {
                loss += output * output / 2;
            }
        }
        return loss;
    }

    @Test
    void outputsAndGradientsAreThoseOfTheSlowTwin() {
        float[] weights = weights();
        float[] inputs = inputs();
        float[] gradient;
        float[] inputGradient;
        double loss;
        try (NDManager manager = NDManager.newBaseManager()) {
            Perceptron network = new Perceptron(manager.create(weights), OFFSET, WIDTHS);
            Perceptron.Pass pass = network.forward(manager.create(inputs, new Shape(ROWS, WIDTHS[0])));
            loss = pass.output().square().sum().getFloat() / 2;
            NDList parts = new NDList();
            NDArray first = network.backward(pass, pass.output(), parts);
            gradient = Perceptron.joined(parts).toFloatArray();
            inputGradient = network.inputSlope(first).toFloatArray();
        }
        assertEquals(slowLoss(weights, inputs), loss, 1e-5);
        for (int k = 0; k < gradient.length; k++) {
            assertEquals(slope(weights, OFFSET + k, weights, inputs), gradient[k], 2e-3, "weight " + k);
        }
        for (int k = 0; k < inputs.length; k++) {
            assertEquals(slope(inputs, k, weights, inputs), inputGradient[k], 2e-3, "input " + k);
        }
    }

    private static double slope(float[] moved, int k, float[] weights, float[] inputs) {
        float old = moved[k];
        moved[k] = old + 1f / 256;
        double up = slowLoss(weights, inputs);
        moved[k] = old - 1f / 256;
        double down = slowLoss(weights, inputs);
        moved[k] = old;
        return (up - down) * 128;
    }

    @Test
    void outputsInPiecesAreThoseOfOnePiece() {
        int rows = 20_000;
        float[] inputs = new float[rows * WIDTHS[0]];
        for (int k = 0; k < inputs.length; k++) {
            inputs[k] = (float) Math.sin(k);
        }
        try (NDManager manager = NDManager.newBaseManager()) {
            Perceptron network = new Perceptron(manager.create(weights()), OFFSET, WIDTHS);
            assertTrue(network.rowsAtOnce() < rows && network.rowsAtOnce() * 5 < 32_768);
            NDArray table = Perceptron.table(manager, inputs, WIDTHS[0]);
            float[] pieces = network.outputs(table, 1, rows);
            float[] whole = network.forward(table).output().toFloatArray();
            assertEquals((rows - 1) * 2, pieces.length);
            for (int k = 0; k < pieces.length; k++) {
                assertEquals(whole[k + 2], pieces[k], 1e-6);
            }
        }
    }
}
