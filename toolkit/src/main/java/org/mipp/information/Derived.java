package org.mipp.information;

import static org.mipp.run.Checks.argument;

import java.util.stream.IntStream;
import org.mipp.linalg.Matrix;

/**
 * What an estimator does not offer by itself, from what it does: by its own method where it has one, else by several
 * estimates. Slower then, and with the errors of all of them, but never silently something else.
 */
public final class Derived {

    private Derived() {}

    /**
     * Estimates I(X; Y | Z), by the estimator's own method or by the chain rule, {@code I(X, Z; Y) - I(Z; Y)}.
     *
     * @param estimator any estimator
     * @param x shape {@code [samples, dx]}
     * @param y shape {@code [samples, dy]}
     * @param z what is known already, shape {@code [samples, dz]}; constant columns are left out, as nothing is known by
     *     them, and without others it is I(X; Y)
     * @return the estimate in nats
     */
    public static double conditional(MiEstimator estimator, Matrix x, Matrix y, Matrix z) {
        argument(z.rows() == x.rows(), "z: expected as many rows as x, %d, got %d", x.rows(), z.rows());
        Matrix known = z.varyingColumns();
        if (known.columns() == 0) {
            return estimator.estimate(x, y);
        }
        return estimator instanceof ConditionalMiEstimator own
                ? own.estimate(x, y, known)
                : estimator.estimate(x.beside(known), y) - estimator.estimate(known, y);
    }

    /**
     * Estimates {@code phi_i = I(X; Y) - I(X without node i; Y)} for every node i, by the estimator's own scan or by one
     * estimate per node and one for all.
     *
     * @param estimator any estimator
     * @param x the columns of all nodes side by side, shape {@code [samples, nodes * width]}, of at least two nodes
     * @param width columns per node
     * @param y the targets, shape {@code [samples, dy]}
     * @return one value per node, in nats
     */
    public static double[] leaveOneOut(MiEstimator estimator, Matrix x, int width, Matrix y) {
        argument(
                width >= 1 && x.columns() % width == 0 && x.columns() > width,
                "leave one out: expected at least two nodes of %d columns each, got %d columns",
                width,
                x.columns());
        if (estimator instanceof LeaveOneOutEstimator own) {
            return own.leaveOneOut(x, width, y);
        }
        double all = estimator.estimate(x, y);
        return IntStream.range(0, x.columns() / width)
                .mapToDouble(node -> all - estimator.estimate(x.without(node * width, width), y))
                .toArray();
    }
}
