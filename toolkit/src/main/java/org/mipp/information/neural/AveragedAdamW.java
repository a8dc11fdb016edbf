package org.mipp.information.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Adam with decoupled weight decay (Kingma, Ba, ICLR 2015; Loshchilov, Hutter, ICLR 2019) on one long vector of weights,
 * and the running average of the weights along the way.
 *
 * <p>The average is what is judged and kept: it follows the weights with a memory of 500 steps, so that a large
 * learning rate explores while the noise of single steps averages out (Polyak, Juditsky, SIAM J. Control and Optimization
 * 30, 1992).
 */
final class AveragedAdamW {

    private static final double MEAN_MEMORY = 0.9;
    private static final double SQUARE_MEMORY = 0.999;
    private static final double AVERAGE_MEMORY = 0.998;
    private static final double SMALL = 1e-8;

    private final double rate;
    private final double decay;
    private final NDArray weights;
    private final NDArray average;
    private final NDArray mean;
    private final NDArray square;
    private int steps;

    AveragedAdamW(NDManager manager, float[] start, NeuralOptions options) {
        this.rate = options.learningRate();
        this.decay = options.weightDecay();
        this.weights = manager.create(start);
        this.average = manager.create(start);
        this.mean = manager.zeros(new Shape(start.length));
        this.square = manager.zeros(new Shape(start.length));
    }

    /** The weights as the last step left them. */
    NDArray weights() {
        return weights;
    }

    /** Their running average. */
    NDArray average() {
        return average;
    }

    /** Goes one step down a gradient; what it computes on the way lives in the gradient's manager. */
    void step(NDArray gradient) {
        steps++;
        mean.muli(MEAN_MEMORY).addi(gradient.mul(1 - MEAN_MEMORY));
        square.muli(SQUARE_MEMORY).addi(gradient.square().muli(1 - SQUARE_MEMORY));
        double scale = rate / (1 - Math.pow(MEAN_MEMORY, steps));
        double spread = Math.sqrt(1 - Math.pow(SQUARE_MEMORY, steps));
        try (NDArray root = square.sqrt();
                NDArray direction = mean.div(root.divi(spread).addi(SMALL))) {
            weights.muli(1 - rate * decay).subi(direction.muli(scale));
        }
        double memory = Math.min(AVERAGE_MEMORY, steps / (steps + 9.0)); // the first steps are forgotten sooner
        try (NDArray way = weights.sub(average)) {
            average.addi(way.muli(1 - memory));
        }
    }
}
