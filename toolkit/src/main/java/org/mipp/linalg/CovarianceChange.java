package org.mipp.linalg;

/** Says what becomes of one covariance while a matrix is made of many. */
@FunctionalInterface
public interface CovarianceChange {

    /**
     * Changes a covariance.
     *
     * @param i its row in the matrix
     * @param j its column in the matrix
     * @param covariance as it is
     * @return what takes its place
     */
    double at(int i, int j, double covariance);
}
