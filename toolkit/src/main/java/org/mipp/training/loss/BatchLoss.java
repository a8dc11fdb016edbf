package org.mipp.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.mipp.data.Images;
import org.mipp.network.engine.LiveNetwork;

/** A {@link TrainingLoss} on the engine, for one training. */
public interface BatchLoss extends AutoCloseable {

    /**
     * Makes ready what a loss needs.
     *
     * @param loss what is to be made small
     * @param live the network that learns
     * @return the loss
     */
    static BatchLoss open(TrainingLoss loss, LiveNetwork live) {
        return loss instanceof TrainingLoss.Outputs outputs
                ? DistillationLoss.open(outputs, live)
                : new LabelLoss(((TrainingLoss.Labels) loss).smoothing(), live);
    }

    /**
     * Looks up what the network ought to say to some images; called without gradients being collected.
     *
     * @param chosen the images of a batch
     * @param input the same images as the network reads them
     * @param owner the manager of what is looked up
     * @return what it ought to say
     */
    Target target(Images chosen, NDArray input, NDManager owner);

    @Override
    default void close() {}

    /** What a network ought to say to the images of a batch. */
    interface Target {

        /** {@return the class that each image ought to be taken for} */
        NDArray classes();

        /**
         * Judges what it says.
         *
         * @param logits shape {@code [images, classes]}
         * @return the loss, a single number, the mean over the images
         */
        NDArray loss(NDArray logits);
    }
}
