package org.mipp.information.task;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;
import static org.mipp.run.Checks.saturated;

import java.util.Locale;
import java.util.SplittableRandom;
import org.mipp.run.HeapBudget;

/**
 * Three random variables whose conditional mutual information I(X; Y | Z) is known.
 *
 * @param id a short name without spaces
 * @param name the name for tables and figures
 * @param dimX columns of X
 * @param dimY columns of Y
 * @param dimZ columns of Z
 * @param mutualInformation the exact I(X; Y | Z) in nats
 * @param sampler draws from the joint distribution
 */
public record ConditionalMiTask(
        String id, String name, int dimX, int dimY, int dimZ, double mutualInformation, Sampler sampler)
        implements Task {

    /** Draws from a joint distribution. */
    @FunctionalInterface
    public interface Sampler {
        /**
         * Draws independent samples, the first of which should not depend on how many there are.
         *
         * @param samples how many, at least 1
         * @param random where all randomness comes from
         * @return as many rows of X, Y and Z
         */
        ConditionalSample draw(int samples, SplittableRandom random);
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there is no column, or the information is not a finite number of at least 0
     */
    public ConditionalMiTask {
        positive(dimX, "columns of X");
        positive(dimY, "columns of Y");
        positive(dimZ, "columns of Z");
        argument(
                mutualInformation >= 0 && mutualInformation < Double.POSITIVE_INFINITY,
                "task %s: expected an exact information of at least 0 nats, got %s",
                id,
                mutualInformation);
    }

    /**
     * Draws a sample.
     *
     * @param samples how many rows
     * @param seed the same seed gives the same sample, and more samples begin with the fewer ones
     * @return the sample, as drawn: nothing is standardised
     * @throws IllegalArgumentException if fewer than one row is asked for or the sampler's shapes are not the task's
     */
    public ConditionalSample sample(int samples, long seed) {
        positive(samples, "samples");
        HeapBudget.half().pass("sample of task " + id, saturated(samples, (long) dimX + dimY + dimZ), 2 * Double.BYTES);
        ConditionalSample sample = sampler.draw(samples, new SplittableRandom(seed));
        argument(
                sample.samples() == samples
                        && sample.x().columns() == dimX
                        && sample.y().columns() == dimY
                        && sample.z().columns() == dimZ,
                "sampler of task %s: expected %d rows of %d + %d + %d columns, got %d of %d + %d + %d",
                id,
                samples,
                dimX,
                dimY,
                dimZ,
                sample.samples(),
                sample.x().columns(),
                sample.y().columns(),
                sample.z().columns());
        return sample;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %s, I(X; Y | Z) = %.4f nats", id, name, mutualInformation);
    }
}
