package org.mipp.information;

/** An estimator that makes random choices, all of them from one seed: the spread over seeds belongs to its error. */
public interface SeededMiEstimator extends MiEstimator {

    /**
     * Changes the seed.
     *
     * @param seed of all random choices
     * @return the same estimator with other random choices
     */
    MiEstimator withSeed(long seed);
}
