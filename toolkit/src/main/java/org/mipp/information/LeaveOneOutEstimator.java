package org.mipp.information;

import org.mipp.linalg.Matrix;

/** An estimator that scores all nodes of a layer at once, faster than by one estimate per node. */
public interface LeaveOneOutEstimator extends MiEstimator {

    /**
     * Estimates {@code phi_i = I(X; Y) - I(X without node i; Y)} for every node i.
     *
     * @param x the columns of all nodes side by side, shape {@code [samples, nodes * width]}
     * @param width columns per node
     * @param y the targets, shape {@code [samples, dy]}
     * @return one value per node, in nats, shape {@code [nodes]}
     * @throws IllegalArgumentException if shapes do not fit, there are too few samples, or a value is not finite
     */
    double[] leaveOneOut(Matrix x, int width, Matrix y);
}
