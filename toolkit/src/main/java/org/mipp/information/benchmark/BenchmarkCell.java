package org.mipp.information.benchmark;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.notNegative;
import static org.mipp.run.Checks.positive;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/**
 * One estimate of a benchmark, or the reason why there is none.
 *
 * @param problem what was to be estimated
 * @param estimator the estimator's name
 * @param samples rows of the sample
 * @param seed of the sample, and of the estimator if it takes one
 * @param outcome the estimate, or the reason why there is none
 * @param seconds it took, wall clock
 */
public record BenchmarkCell(
        Problem problem, String estimator, int samples, long seed, Outcome outcome, double seconds) {

    private static final double CLOSE = Math.log(1.5);

    /**
     * A task with its answer.
     *
     * @param task its id
     * @param dimX columns of X
     * @param dimY columns of Y
     * @param truth the exact information in nats
     */
    public record Problem(String task, int dimX, int dimY, double truth) {

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if there are no columns, or the truth is negative or none
         */
        public Problem {
            positive(dimX, "columns of X");
            positive(dimY, "columns of Y");
            notNegative(truth, "true information");
        }
    }

    /** What an estimator made of a sample. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Estimated.class, name = "estimated"),
        @JsonSubTypes.Type(value = Failed.class, name = "failed")
    })
    public sealed interface Outcome {}

    /**
     * An estimate.
     *
     * @param nats finite; may be negative
     */
    public record Estimated(double nats) implements Outcome {

        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is none
         */
        public Estimated {
            argument(Double.isFinite(nats), "estimate: expected a number of nats, got %s", nats);
        }
    }

    /**
     * None.
     *
     * @param reason why
     */
    public record Failed(String reason) implements Outcome {}

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there are no samples, or the time is negative or none
     */
    public BenchmarkCell {
        positive(samples, "samples");
        notNegative(seconds, "seconds");
    }

    /** {@return the task's id} */
    public String task() {
        return problem.task();
    }

    /** {@return the exact information in nats} */
    public double truth() {
        return problem.truth();
    }

    /** {@return the estimate in nats; NaN if it failed} */
    public double estimate() {
        return outcome instanceof Estimated estimated ? estimated.nats() : Double.NaN;
    }

    /** {@return why there is no estimate; empty if there is one} */
    public Optional<String> failure() {
        return outcome instanceof Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    /** {@return whether there is no estimate} */
    public boolean failed() {
        return outcome instanceof Failed;
    }

    /** {@return whether the estimate is off by less than a factor of 1.5} */
    public boolean close() {
        return Math.abs(logRatio(estimate(), truth())) < CLOSE; // not so for NaN
    }

    /** The natural logarithm of estimate / truth within [-1, 1]; NaN without an estimate or with nothing to find. */
    static double logRatio(double estimate, double truth) {
        if (Double.isNaN(estimate) || truth <= 0) {
            return Double.NaN;
        }
        return estimate <= 0 ? -1 : Math.max(-1, Math.min(1, Math.log(estimate / truth)));
    }

    /** What must not be estimated twice. */
    record Place(String task, String estimator, int samples, long seed) {}

    Place place() {
        return new Place(task(), estimator, samples, seed);
    }
}
