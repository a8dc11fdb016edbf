package org.mipp.training;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

/**
 * How to train: Adam (Kingma and Ba, 2015) on the cross-entropy, images in a new random order in every epoch.
 *
 * @param epochs passes over the images
 * @param images how many of the training images to use, the first ones; 0 for all
 * @param batchSize images per step
 * @param learningRate Adam's step size
 * @param seed of the order
 */
public record TrainingPlan(int epochs, int images, int batchSize, double learningRate, long seed) {

    /** Checks the numbers. */
    public TrainingPlan {
        positive(epochs, "epochs");
        argument(images >= 0, "training images: expected at least 0 (for all), got %d", images);
        positive(batchSize, "batch size");
        positive(learningRate, "learning rate");
    }

    /**
     * Plans a number of epochs over all images, with batches of 128, learning rate 0.001 and seed 0.
     *
     * @param epochs passes over the images
     * @return the plan
     */
    public static TrainingPlan epochs(int epochs) {
        return new TrainingPlan(epochs, 0, 128, 1e-3, 0);
    }

    /**
     * Uses only the first images.
     *
     * @param count how many
     * @return the changed plan
     */
    public TrainingPlan images(int count) {
        return new TrainingPlan(epochs, positive(count, "training images"), batchSize, learningRate, seed);
    }

    /**
     * Changes the batch size.
     *
     * @param count images per step
     * @return the changed plan
     */
    public TrainingPlan batchSize(int count) {
        return new TrainingPlan(epochs, images, count, learningRate, seed);
    }

    /**
     * Changes the learning rate.
     *
     * @param step Adam's step size
     * @return the changed plan
     */
    public TrainingPlan learningRate(double step) {
        return new TrainingPlan(epochs, images, batchSize, step, seed);
    }

    /**
     * Changes the seed.
     *
     * @param number of the order of images
     * @return the changed plan
     */
    public TrainingPlan seed(long number) {
        return new TrainingPlan(epochs, images, batchSize, learningRate, number);
    }

    @Override
    public String toString() {
        return epochs + (epochs == 1 ? " epoch" : " epochs") + (images > 0 ? " over " + images + " images" : "")
                + ", Adam " + learningRate + ", batches of " + batchSize + ", seed " + seed;
    }
}
