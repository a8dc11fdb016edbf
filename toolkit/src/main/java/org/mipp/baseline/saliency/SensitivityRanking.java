package org.mipp.baseline.saliency;

import static org.mipp.run.Checks.positive;

import org.mipp.baseline.Ranking;

/**
 * Scores nodes by how the loss of some labelled images of each class answers to a change of weights, all at once or anew in
 * every step of an exponential schedule.
 *
 * @param <R> the method itself
 */
abstract class SensitivityRanking<R> extends Ranking {

    final int imagesPerClass;
    public final int steps;

    SensitivityRanking(int imagesPerClass, int steps) {
        this.imagesPerClass = positive(imagesPerClass, "images per class");
        this.steps = positive(steps, "steps");
    }

    /** The same method with other numbers. */
    abstract R with(int changedImagesPerClass, int changedSteps);

    /**
     * Changes the number of images.
     *
     * @param count how many of each class
     * @return the changed method
     */
    public R imagesPerClass(int count) {
        return with(count, steps);
    }

    /**
     * Changes the number of steps; with more than one it is the iterative form.
     *
     * @param count in how many steps nodes go
     * @return the changed method
     */
    public R steps(int count) {
        return with(imagesPerClass, count);
    }

    @Override
    public final int steps() {
        return steps;
    }

    @Override
    public final String settings() {
        return imagesPerClass + " images per class" + (steps == 1 ? "" : ", " + steps + " steps");
    }
}
