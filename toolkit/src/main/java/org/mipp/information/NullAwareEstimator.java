package org.mipp.information;

/** An estimator that knows how large its estimates become by chance, so that no permutations are needed to find out. */
public interface NullAwareEstimator extends MiEstimator {

    /**
     * Gives the value that the estimate stays below with a given probability when X and Y are independent.
     *
     * @param samples rows of the sample
     * @param dimX columns of X
     * @param dimY columns of Y
     * @param confidence that probability, between 0 and 1
     * @return the threshold in nats, increasing in {@code confidence}
     * @throws IllegalArgumentException if there are too few samples for a null distribution
     */
    double nullThreshold(int samples, int dimX, int dimY, double confidence);
}
