package org.mipp.information.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** What is trained, over one vector of weights. */
interface TrainableModel {

    /**
     * Computes the slope of the loss on a batch.
     *
     * @param rows the samples of the batch, all of them training samples
     * @param scope owns everything that is made on the way
     * @return the gradient in the weights, as long as their vector
     */
    NDArray gradient(int[] rows, NDManager scope);

    /**
     * Judges the weights on neighbouring samples.
     *
     * @param from the first sample
     * @param to the sample after the last
     * @return the higher the better; nats where the learner has a bound
     */
    double value(int from, int to);
}
