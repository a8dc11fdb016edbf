package org.mipp.information.benchmark;

/**
 * One estimate of a benchmark, or the reason why there is none.
 *
 * @param task the task's id
 * @param dimX columns of X
 * @param dimY columns of Y
 * @param truth the exact information in nats
 * @param estimator the estimator's name
 * @param samples rows of the sample
 * @param seed of the sample, and of the estimator if it takes one
 * @param estimate in nats; NaN if it failed
 * @param seconds the estimate took, wall clock
 * @param failure why there is no estimate; empty if there is one
 */
public record BenchmarkCell(
        String task,
        int dimX,
        int dimY,
        double truth,
        String estimator,
        int samples,
        long seed,
        double estimate,
        double seconds,
        String failure) {

    private static final double CLOSE = Math.log(1.5);

    /** {@return whether there is no estimate} */
    public boolean failed() {
        return !failure.isEmpty();
    }

    /** {@return whether the estimate is off by less than a factor of 1.5} */
    public boolean close() {
        return Math.abs(logRatio(estimate, truth)) < CLOSE; // not so for NaN
    }

    /** The natural logarithm of estimate / truth within [-1, 1]; NaN without an estimate or with nothing to find. */
    static double logRatio(double estimate, double truth) {
        if (Double.isNaN(estimate) || truth <= 0) {
            return Double.NaN;
        }
        return estimate <= 0 ? -1 : Math.max(-1, Math.min(1, Math.log(estimate / truth)));
    }

    /** What must not be estimated twice. */
    record Key(String task, String estimator, int samples, long seed) {}

    Key key() {
        return new Key(task, estimator, samples, seed);
    }
}
