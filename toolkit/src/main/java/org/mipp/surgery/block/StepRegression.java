package org.mipp.surgery.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mipp.capture.moments.MomentsAccumulator;
import org.mipp.linalg.Cholesky;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.RidgeRegression;
import org.mipp.linalg.SecondMoments;
import org.mipp.surgery.repair.FloatMatrices;

/**
 * The Gauss-Newton step of a linear map before a rectifier, with a Kronecker product for the curvature: the ridge regression
 * of the loss's gradient at the map's outputs on its inputs, divided by the curvature that the next map gives each pair of
 * outputs, {@code D = (S + r I)^-1 E[x G'] (H + s I)^-1} with {@code H_jk = P(h_j > 0, h_k > 0) c_jk}. The constant is
 * regressed too, not penalised.
 *
 * <p>S and P are taken once, by {@link #addInputs}; every step then costs one product with all rows, by {@link #addGradients}.
 * Holds memory outside the Java heap: close it.
 */
final class StepRegression implements AutoCloseable {

    private static final double RIDGE = 1e-3; // of the inputs' mean variance
    private static final double CURVATURE_RIDGE = 1e-2; // of the mean curvature

    /** A change of a map's weights {@code [columns, nodes]} and constants {@code [1, nodes]}. */
    record Step(Matrix weights, Matrix constants) {}

    private final NDManager manager;
    private final MomentsAccumulator accumulator;
    private @Nullable SecondMoments moments;
    private @Nullable RidgeRegression regression;
    private @Nullable NDArray centre; // [1, p]
    private @Nullable NDArray cross; // [p, q], of the step being made
    private @Nullable NDArray sum; // [q]
    private long rows;

    StepRegression(NDManager parent) {
        this.manager = parent.newSubManager();
        this.accumulator = new MomentsAccumulator(manager, DataType.FLOAT32);
    }

    /** Adds rows of inputs, and whether each output is positive there. */
    void addInputs(NDArray x, NDArray positive, long independent) {
        accumulator.add(x, positive, independent);
    }

    private SecondMoments moments() {
        SecondMoments known = moments;
        if (known == null) {
            known = accumulator.moments();
            moments = known;
        }
        return known;
    }

    /** Adds the same rows of inputs with the loss's gradient at each output. */
    void addGradients(NDArray x, NDArray gradient) {
        if (cross == null || sum == null || centre == null) {
            SecondMoments known = moments();
            centre = manager.create(FloatMatrices.narrow(known.inputMean()), new Shape(1, known.inputs()));
            cross = manager.zeros(new Shape(known.inputs(), known.targets()), DataType.FLOAT64);
            sum = manager.zeros(new Shape(known.targets()), DataType.FLOAT64);
        }
        try (NDManager scope = manager.newSubManager()) {
            x.tempAttach(scope);
            gradient.tempAttach(scope);
            cross.addi(x.sub(centre).transpose().matMul(gradient).toType(DataType.FLOAT64, false));
            sum.addi(gradient.sum(new int[] {0}).toType(DataType.FLOAT64, false));
        }
        rows += x.getShape().get(0);
    }

    /**
     * Makes the step, and starts afresh.
     *
     * @param curvature c, shape {@code [nodes, nodes]}
     */
    Step step(Matrix curvature) {
        if (cross == null || sum == null || centre == null) {
            throw new IllegalStateException("step: expected gradients, got none");
        }
        SecondMoments known = moments();
        int q = known.targets();
        Matrix gradients = Matrix.of(known.inputs(), q, divided(cross.toDoubleArray()));
        RidgeRegression.Fit fit = regression(known).fit(gradients, divided(sum.toDoubleArray()));
        Cholesky divisor = Cholesky.of(ridged(togetherPositive(known, curvature)));
        cross.close();
        sum.close();
        centre.close();
        cross = null;
        rows = 0;
        return new Step(
                divisor.solve(fit.weights().transpose()).transpose(),
                divisor.solve(fit.intercept().transpose()).transpose());
    }

    private double[] divided(double[] sums) {
        return Arrays.stream(sums).map(value -> value / rows).toArray();
    }

    private RidgeRegression regression(SecondMoments known) {
        RidgeRegression ready = regression;
        if (ready == null) {
            int p = known.inputs();
            double mean = Arrays.stream(known.nodeVariance(1)).average().orElse(0);
            double[] penalty = new double[p];
            Arrays.fill(penalty, mean > 0 ? RIDGE * mean : 1);
            ready = RidgeRegression.of(known, penalty, Matrix.fill(p, known.targets(), (i, j) -> 0));
            regression = ready;
        }
        return ready;
    }

    private static Matrix togetherPositive(SecondMoments known, Matrix curvature) {
        int p = known.inputs();
        double[] share = known.targetMean();
        return Matrix.fill(
                share.length,
                share.length,
                (j, k) -> curvature.get(j, k) * (known.covariance(p + j, p + k) + share[j] * share[k]));
    }

    private static Matrix ridged(Matrix h) {
        double mean = Arrays.stream(h.diagonal()).average().orElse(0);
        double ridge = mean > 0 ? CURVATURE_RIDGE * mean : 1;
        return Matrix.fill(h.rows(), h.rows(), (j, k) -> h.get(j, k) + (j == k ? ridge : 0));
    }

    @Override
    public void close() {
        accumulator.close();
        manager.close();
    }
}
