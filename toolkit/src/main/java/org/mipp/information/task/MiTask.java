package org.mipp.information.task;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;
import static org.mipp.run.Checks.saturated;

import java.io.Serializable;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.mipp.linalg.Matrix;
import org.mipp.run.HeapBudget;

/**
 * A pair of random variables whose mutual information is known. One of your own takes a constructor call:
 *
 * <pre>{@code
 * new MiTask("coin", "The same coin twice", 1, 1, Math.log(2), (samples, random) -> { ... return new Sample(x, y); })
 * }</pre>
 *
 * @param id a short name without spaces
 * @param name the name for tables and figures
 * @param dimX columns of X
 * @param dimY columns of Y
 * @param mutualInformation the exact I(X; Y) in nats
 * @param labels whether Y is one column of labels 0, 1, 2 and so on, which no one should standardise
 * @param sampler draws from the joint distribution
 */
public record MiTask(
        String id, String name, int dimX, int dimY, double mutualInformation, boolean labels, Sampler sampler)
        implements Task {

    /** Draws from a joint distribution. Serialisable, so that a lambda of a cell can travel to other machines. */
    @FunctionalInterface
    public interface Sampler extends Serializable {
        /**
         * Draws independent samples, the first of which should not depend on how many there are.
         *
         * @param samples how many, at least 1
         * @param random where all randomness comes from
         * @return as many rows of X and Y
         */
        Sample draw(int samples, SplittableRandom random);
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there is no column, or the information is not a finite number of at least 0
     */
    public MiTask {
        positive(dimX, "columns of X");
        positive(dimY, "columns of Y");
        argument(
                mutualInformation >= 0 && mutualInformation < Double.POSITIVE_INFINITY,
                "task %s: expected an exact information of at least 0 nats, got %s",
                id,
                mutualInformation);
    }

    /**
     * Makes a task of two continuous variables.
     *
     * @param id a short name without spaces
     * @param name the name for tables and figures
     * @param dimX columns of X
     * @param dimY columns of Y
     * @param mutualInformation the exact I(X; Y) in nats
     * @param sampler draws from the joint distribution
     */
    public MiTask(String id, String name, int dimX, int dimY, double mutualInformation, Sampler sampler) {
        this(id, name, dimX, dimY, mutualInformation, false, sampler);
    }

    /**
     * Draws a sample.
     *
     * @param samples how many rows
     * @param seed the same seed gives the same sample, and more samples begin with the fewer ones
     * @return the sample, as drawn: nothing is standardised
     * @throws IllegalArgumentException if fewer than one row is asked for or the sampler's shapes are not the task's
     */
    public Sample sample(int samples, long seed) {
        positive(samples, "samples");
        HeapBudget.half().pass("sample of task " + id, saturated(samples, (long) dimX + dimY), 2 * Double.BYTES);
        Sample sample = sampler.draw(samples, new SplittableRandom(seed));
        argument(
                sample.samples() == samples
                        && sample.x().columns() == dimX
                        && sample.y().columns() == dimY,
                "sampler of task %s: expected %d rows of %d + %d columns, got %d of %d + %d",
                id,
                samples,
                dimX,
                dimY,
                sample.samples(),
                sample.x().columns(),
                sample.y().columns());
        return sample;
    }

    /**
     * Draws a sample as a benchmark gives it to estimators: every column at mean 0 and variance 1, but labels as they are.
     *
     * @param samples how many rows
     * @param seed as in {@link #sample}
     * @return the sample
     * @throws IllegalArgumentException as in {@link #sample}
     */
    public Sample standardisedSample(int samples, long seed) {
        Sample drawn = sample(samples, seed);
        return labels ? drawn.standardisedX() : drawn.standardised();
    }

    /**
     * Bends X and Y, each by itself, in a way that can be undone: the information stays the same.
     *
     * @param newId a short name without spaces
     * @param newName the name for tables and figures
     * @param onX maps rows of X to as many rows, one to one; its number of columns may differ
     * @param onY the same for Y
     * @return the task after both maps
     */
    public MiTask mapped(String newId, String newName, UnaryOperator<Matrix> onX, UnaryOperator<Matrix> onY) {
        return new MiTask(
                newId,
                newName,
                onX.apply(Matrix.fill(1, dimX, (i, j) -> 0)).columns(),
                onY.apply(Matrix.fill(1, dimY, (i, j) -> 0)).columns(),
                mutualInformation,
                labels,
                (samples, random) -> {
                    positive(samples, "samples");
                    HeapBudget.half()
                            .pass("sample of task " + id, saturated(samples, (long) dimX + dimY), 2 * Double.BYTES);
                    Sample sample = sampler.draw(samples, random);
                    return new Sample(onX.apply(sample.x()), onY.apply(sample.y()));
                });
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %s, I(X; Y) = %.4f nats", id, name, mutualInformation);
    }
}
