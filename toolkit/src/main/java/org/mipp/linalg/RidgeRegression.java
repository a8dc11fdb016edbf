package org.mipp.linalg;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.notNegative;

import java.util.stream.IntStream;

/**
 * Linear maps from X with the least penalised squared error, {@code y ~ weights' x + intercept}, for one X and any Y.
 *
 * <p>The penalty pulls the weights W towards a prior W0, not towards zero, so that a map that is right already stays as it
 * is: solves {@code (S_xx + L) W = S_xy + L W0} with L the diagonal matrix of penalties. The intercept is not penalised.
 * The Cholesky factor, O(p^3 / 3), is made once; each set of targets then costs O(p^2 q).
 */
public final class RidgeRegression {

    /**
     * A fitted map.
     *
     * @param weights W, shape {@code [p, q]}
     * @param intercept {@code mean(y) - W' mean(x)}, shape {@code [1, q]}
     */
    public record Fit(Matrix weights, Matrix intercept) {}

    private final SecondMoments moments;
    private final double[] penalty;
    private final Matrix prior;
    private final Cholesky factor;

    private RidgeRegression(SecondMoments moments, double[] penalty, Matrix prior, Cholesky factor) {
        this.moments = moments;
        this.penalty = penalty;
        this.prior = prior;
        this.factor = factor;
    }

    /**
     * Prepares the inputs.
     *
     * @param moments of the inputs and their first targets
     * @param penalty what is added to each input's variance, shape {@code [p]}, none negative
     * @param prior W0, the weights that the penalty pulls towards, shape {@code [p, q]}
     * @return the regression
     * @throws IllegalArgumentException if shapes do not fit or the penalised covariance is not positive definite
     */
    public static RidgeRegression of(SecondMoments moments, double[] penalty, Matrix prior) {
        int p = moments.inputs();
        argument(penalty.length == p, "penalty: expected one value per input, %d, got %d", p, penalty.length);
        argument(
                prior.rows() == p && prior.columns() == moments.targets(),
                "prior: expected weights of %d x %d, got %d x %d",
                p,
                moments.targets(),
                prior.rows(),
                prior.columns());
        for (double value : penalty) {
            notNegative(value, "penalty");
        }
        return new RidgeRegression(
                moments,
                penalty.clone(),
                prior,
                Cholesky.of(moments.covariances(
                        inputs(moments),
                        inputs(moments),
                        (i, j, covariance) -> covariance + (i == j ? penalty[i] : 0))));
    }

    private static int[] inputs(SecondMoments moments) {
        return IntStream.range(0, moments.inputs()).toArray();
    }

    /** {@return the map to the targets of the moments} */
    public Fit fit() {
        int p = moments.inputs();
        int[] targets = IntStream.range(p, p + moments.targets()).toArray();
        Matrix cross = moments.covariances(inputs(moments), targets, (i, j, covariance) -> covariance);
        return fit(cross, moments.targetMean());
    }

    /**
     * Fits the map to other targets observed with the same inputs.
     *
     * @param cross the covariances of inputs and targets, shape {@code [p, q]}
     * @param targetMean the means of the targets, shape {@code [q]}
     * @return the map
     * @throws IllegalArgumentException if shapes do not fit
     */
    public Fit fit(Matrix cross, double[] targetMean) {
        Matrix weights = factor.solve(
                Matrix.fill(cross.rows(), cross.columns(), (i, j) -> cross.get(i, j) + penalty[i] * prior.get(i, j)));
        double[] mean = moments.inputMean();
        argument(
                targetMean.length == cross.columns(),
                "targets: expected %d means, got %d",
                cross.columns(),
                targetMean.length);
        Matrix intercept = Matrix.fill(1, targetMean.length, (zero, j) -> {
            double value = targetMean[j];
            for (int i = 0; i < mean.length; i++) {
                value -= weights.get(i, j) * mean[i];
            }
            return value;
        });
        return new Fit(weights, intercept);
    }
}
