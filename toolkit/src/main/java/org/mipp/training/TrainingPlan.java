package org.mipp.training;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.betweenZeroAndOne;
import static org.mipp.run.Checks.positive;

import java.util.Arrays;
import java.util.List;
import org.mipp.data.Dataset;
import org.mipp.data.Images;

/**
 * How to train on the cross-entropy, images in a new random order in every epoch.
 *
 * @param epochs passes over the images
 * @param images how many of the training images to use, the first ones; 0 for all
 * @param batchSize images per step
 * @param learningRate the optimiser's step size, at the start
 * @param optimiser how a step is made of a gradient
 * @param drops after which shares of all steps the learning rate is divided by ten
 * @param seed of the order, and of dropout
 */
public record TrainingPlan(
        int epochs,
        int images,
        int batchSize,
        double learningRate,
        Optimiser optimiser,
        List<Double> drops,
        long seed) {

    private static final double DROP = 10;

    /** Copies the list and checks the numbers. */
    public TrainingPlan {
        positive(epochs, "epochs");
        argument(images >= 0, "training images: expected at least 0 (for all), got %d", images);
        positive(batchSize, "batch size");
        positive(learningRate, "learning rate");
        drops = List.copyOf(drops);
        drops.forEach(share -> betweenZeroAndOne(share, "share of the steps after which the learning rate drops"));
    }

    /**
     * Plans a number of epochs over all images by Adam, with batches of 128, learning rate 0.001 and seed 0.
     *
     * @param epochs passes over the images
     * @return the plan
     */
    public static TrainingPlan epochs(int epochs) {
        return new TrainingPlan(epochs, 0, 128, 1e-3, new Optimiser.Adam(), List.of(), 0);
    }

    /**
     * Uses only the first images.
     *
     * @param count how many
     * @return the changed plan
     */
    public TrainingPlan images(int count) {
        return new TrainingPlan(
                epochs, positive(count, "training images"), batchSize, learningRate, optimiser, drops, seed);
    }

    /**
     * Changes the batch size.
     *
     * @param count images per step
     * @return the changed plan
     */
    public TrainingPlan batchSize(int count) {
        return new TrainingPlan(epochs, images, count, learningRate, optimiser, drops, seed);
    }

    /**
     * Changes the learning rate.
     *
     * @param step the optimiser's step size, at the start
     * @return the changed plan
     */
    public TrainingPlan learningRate(double step) {
        return new TrainingPlan(epochs, images, batchSize, step, optimiser, drops, seed);
    }

    /**
     * Descends by stochastic gradient descent instead of Adam. Mind the learning rate: the usual one is then larger, 0.01 to
     * 0.1.
     *
     * @param momentum what a step keeps of the one before, at least 0 and below 1; usually 0.9
     * @param weightDecay the multiple of every weight that is added to its gradient; usually 1e-4 or 5e-4
     * @return the changed plan
     */
    public TrainingPlan sgd(double momentum, double weightDecay) {
        return new TrainingPlan(
                epochs, images, batchSize, learningRate, new Optimiser.Sgd(momentum, weightDecay), drops, seed);
    }

    /**
     * Divides the learning rate by ten after some shares of all steps.
     *
     * @param shares each between 0 and 1, for example 0.5 and 0.75
     * @return the changed plan
     */
    public TrainingPlan dropping(double... shares) {
        return new TrainingPlan(
                epochs,
                images,
                batchSize,
                learningRate,
                optimiser,
                Arrays.stream(shares).boxed().toList(),
                seed);
    }

    /**
     * Changes the seed.
     *
     * @param number of the order of images, and of dropout
     * @return the changed plan
     */
    public TrainingPlan seed(long number) {
        return new TrainingPlan(epochs, images, batchSize, learningRate, optimiser, drops, number);
    }

    /**
     * Chooses the images to train on.
     *
     * @param data where from
     * @return the first training images, as many as planned
     * @throws IllegalArgumentException if there are fewer
     */
    public Images chosen(Dataset data) {
        return images == 0 ? data.train() : data.train().first(images);
    }

    /**
     * Counts the steps.
     *
     * @param data what to train on
     * @return how many steps all epochs have together
     * @throws IllegalArgumentException if there are fewer training images than planned
     */
    public long steps(Dataset data) {
        return steps(chosen(data).size());
    }

    /** How many steps all epochs over that many images have together. */
    long steps(int imageCount) {
        return (long) epochs * batches(imageCount);
    }

    /** How many steps one epoch over that many images has. */
    int batches(int imageCount) {
        return (int) (((long) imageCount + batchSize - 1) / batchSize);
    }

    /** The learning rate of a step, counted from 0. */
    double rate(long step, long steps) {
        long passed = drops.stream().filter(share -> step >= share * steps).count();
        return learningRate / Math.pow(DROP, (double) passed);
    }

    @Override
    public String toString() {
        return epochs + (epochs == 1 ? " epoch" : " epochs") + (images > 0 ? " over " + images + " images" : "") + ", "
                + optimiser + " " + learningRate + (drops.isEmpty() ? "" : ", a tenth of it after each of " + drops)
                + ", batches of " + batchSize + ", seed " + seed;
    }
}
