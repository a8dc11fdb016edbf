package org.mipp.training;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.positive;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.mipp.data.Augmentation;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.training.loss.TrainingLoss;

/**
 * How to train, images in a new random order in every epoch.
 *
 * @param epochs passes over the images
 * @param images how many of the training images to use, the first ones; 0 for all
 * @param batchSize images per step
 * @param optimiser how a step is made of a gradient
 * @param schedule the optimiser's learning rate, step by step
 * @param augmentation how images are changed before they are learned from
 * @param loss what is made small
 * @param checkpoint where a training that is stopped goes on from; no part of what it comes to
 * @param seed of the order, of dropout and of the augmentation
 */
public record TrainingPlan(
        int epochs,
        int images,
        int batchSize,
        Optimiser optimiser,
        Schedule schedule,
        Augmentation augmentation,
        TrainingLoss loss,
        Optional<Path> checkpoint,
        long seed) {

    private static final TrainingLoss LABELS = new TrainingLoss.Labels(0);

    /** Checks the numbers. */
    public TrainingPlan {
        positive(epochs, "epochs");
        argument(images >= 0, "training images: expected at least 0 (for all), got %d", images);
        positive(batchSize, "batch size");
    }

    /**
     * {@return a plan of epochs over all images and labels by Adam, with batches of 128, learning rate 0.001 and seed 0}
     *
     * @param epochs passes over the images
     */
    public static TrainingPlan epochs(int epochs) {
        Optimiser adam = new Optimiser.Adam();
        Schedule constant = Schedule.constant(1e-3);
        return new TrainingPlan(epochs, 0, 128, adam, constant, Augmentation.NONE, LABELS, Optional.empty(), 0);
    }

    /**
     * {@return the plan on the first images only}
     *
     * @param count how many
     */
    public TrainingPlan images(int count) {
        positive(count, "training images");
        return new TrainingPlan(epochs, count, batchSize, optimiser, schedule, augmentation, loss, checkpoint, seed);
    }

    /** {@return the plan with so many images per step, as {@link #batchSize(int)} gives it} */
    public TrainingPlan batch(int count) {
        return batchSize(count);
    }

    /** {@return the plan with so many images per step} */
    public TrainingPlan batchSize(int count) {
        return new TrainingPlan(epochs, images, count, optimiser, schedule, augmentation, loss, checkpoint, seed);
    }

    /** {@return the plan with another learning rate, the optimiser's step size before it falls} */
    public TrainingPlan learningRate(double step) {
        return schedule(new Schedule(step, schedule.warmUp(), schedule.decay()));
    }

    /**
     * {@return the plan by stochastic gradient descent instead of Adam; the usual learning rate is then larger, 0.01 to 0.1}
     *
     * @param momentum what a step keeps of the one before, at least 0 and below 1; usually 0.9
     * @param weightDecay the multiple of every weight that is added to its gradient; usually 1e-4 or 5e-4
     */
    public TrainingPlan sgd(double momentum, double weightDecay) {
        Optimiser sgd = new Optimiser.Sgd(momentum, weightDecay);
        return new TrainingPlan(epochs, images, batchSize, sgd, schedule, augmentation, loss, checkpoint, seed);
    }

    /**
     * {@return the plan with a learning rate that is divided by ten after some shares of all steps}
     *
     * @param shares each between 0 and 1, for example 0.5 and 0.75
     */
    public TrainingPlan dropping(double... shares) {
        Schedule.Decay drops = new Schedule.Drops(Arrays.stream(shares).boxed().toList());
        return schedule(new Schedule(schedule.learningRate(), schedule.warmUp(), drops));
    }

    /** {@return the plan with a learning rate that falls along half a cosine to nothing} */
    public TrainingPlan cosine() {
        return schedule(new Schedule(schedule.learningRate(), schedule.warmUp(), new Schedule.Cosine()));
    }

    /**
     * {@return the plan with a learning rate that first rises in equal parts}
     *
     * @param share of all steps, at least 0 and below 1; usually 0.05 to 0.1
     */
    public TrainingPlan warmUp(double share) {
        return schedule(new Schedule(schedule.learningRate(), share, schedule.decay()));
    }

    /**
     * {@return the plan with another learning rate over the steps}
     *
     * @param course from the first step to the last
     */
    public TrainingPlan schedule(Schedule course) {
        return new TrainingPlan(epochs, images, batchSize, optimiser, course, augmentation, loss, checkpoint, seed);
    }

    /** {@return the plan with every other image mirrored, left for right, at random and anew in every epoch} */
    public TrainingPlan mirrored() {
        return augmented(augmentation.mirrored());
    }

    /**
     * {@return the plan with images moved in both directions at random, anew in every epoch; what comes in is black}
     *
     * @param pixels how far at most; usually 4 where images have 32 x 32
     */
    public TrainingPlan shifted(int pixels) {
        return augmented(augmentation.shifted(pixels));
    }

    /**
     * {@return the plan on random parts of images, brought to their size, anew in every epoch}
     *
     * @param leastArea how much of the image a part has at least, above 0 and at most 1; 0.08 is usual for ImageNet
     */
    public TrainingPlan cropped(double leastArea) {
        return augmented(augmentation.cropped(leastArea));
    }

    private TrainingPlan augmented(Augmentation changes) {
        return new TrainingPlan(epochs, images, batchSize, optimiser, schedule, changes, loss, checkpoint, seed);
    }

    /**
     * {@return the plan on labels of which a share is spread evenly over all classes}
     *
     * @param share at least 0 and below 1; usually 0.1
     */
    public TrainingPlan labelSmoothing(double share) {
        return loss(new TrainingLoss.Labels(share));
    }

    /**
     * {@return the plan on another loss} On outputs a learning rate that was left constant becomes {@link Schedule#falling},
     * which is better by points; {@link #schedule} changes it back.
     *
     * @param what labels, or the outputs of a network
     */
    public TrainingPlan loss(TrainingLoss what) {
        boolean usual = what instanceof TrainingLoss.Outputs && schedule.isConstant();
        Schedule course = usual ? Schedule.falling(schedule.learningRate()) : schedule;
        return new TrainingPlan(epochs, images, batchSize, optimiser, course, augmentation, what, checkpoint, seed);
    }

    /**
     * {@return the plan with a teacher, if it is on outputs and has none yet}
     *
     * @param network whose outputs to come close to
     */
    public TrainingPlan taughtBy(Network network) {
        TrainingLoss taught = loss instanceof TrainingLoss.Outputs outputs ? outputs.from(network) : loss;
        return new TrainingPlan(epochs, images, batchSize, optimiser, schedule, augmentation, taught, checkpoint, seed);
    }

    /**
     * {@return the plan with a checkpoint: a training that was stopped, be it by a kill, goes on from there to the same network,
     * number by number} It is written after every epoch and every 500 steps; what was finished is read and not trained again.
     *
     * @param file where; a name that ends in {@code .safetensors}
     */
    public TrainingPlan resumeFrom(Path file) {
        Optional<Path> kept = Optional.of(Checkpoint.named(given(file, "a file")));
        return new TrainingPlan(epochs, images, batchSize, optimiser, schedule, augmentation, loss, kept, seed);
    }

    TrainingPlan withoutCheckpoint() {
        Optional<Path> none = Optional.empty();
        return new TrainingPlan(epochs, images, batchSize, optimiser, schedule, augmentation, loss, none, seed);
    }

    /**
     * {@return the plan with another seed}
     *
     * @param number of the order of images, of dropout and of the augmentation
     */
    public TrainingPlan seed(long number) {
        return new TrainingPlan(epochs, images, batchSize, optimiser, schedule, augmentation, loss, checkpoint, number);
    }

    /**
     * {@return the images to train on: the first training images, as many as planned}
     *
     * @param data where from
     * @throws IllegalArgumentException if there are fewer
     */
    public Images chosen(Dataset data) {
        return images == 0 ? data.train() : data.train().first(images);
    }

    /**
     * {@return how many steps all epochs have together}
     *
     * @param data what to train on
     * @throws IllegalArgumentException if there are fewer training images than planned
     */
    public long steps(Dataset data) {
        return steps(chosen(data).size());
    }

    /** How many steps all epochs over that many images have together. */
    long steps(int imageCount) {
        return (long) epochs * batches(imageCount);
    }

    int batches(int imageCount) {
        return (int) (((long) imageCount + batchSize - 1) / batchSize);
    }

    @Override
    public String toString() {
        return epochs + (epochs == 1 ? " epoch" : " epochs") + (images > 0 ? " over " + images + " images" : "") + ", "
                + optimiser + " " + schedule + ", batches of " + batchSize + ", seed " + seed
                + (augmentation.equals(Augmentation.NONE) ? "" : ", images " + augmentation)
                + (loss.equals(LABELS) ? "" : ", on " + loss);
    }
}
