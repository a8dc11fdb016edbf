package org.mipp.surgery;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.RidgeRegression;

/**
 * Fits the linear map before a rectifier, to which all negative values are the same.
 *
 * <p>Minimises {@code sum (y - z)^2} over positive targets y plus {@code sum max(0, z)^2} over the others, with {@code z =
 * W'x + b + rest}, the rest being what a residual addition adds. Each round replaces the targets that are not positive by
 * {@code min(z, 0)} of the round before and solves the least-squares problem again: majorisation and minimisation, so the error never grows. Zhang, Zou, He, Sun
 * (arXiv:1505.06798) pose the same problem for low-rank convolutions and relax the targets instead.
 *
 * <p>Cost per round: two products with all rows on the device, and one solve.
 */
final class ReluRegression {

    private final NDArray centred; // [rows, p], inputs minus their mean
    private final double[] inputMean;
    private final NDArray targets; // [rows, q], behind the addition
    private final NDArray rest; // [rows, q] or one zero
    private final RidgeRegression regression;

    ReluRegression(NDArray centred, double[] inputMean, NDArray targets, NDArray rest, RidgeRegression regression) {
        this.centred = centred;
        this.inputMean = inputMean;
        this.targets = targets;
        this.rest = rest;
        this.regression = regression;
    }

    RidgeRegression.Fit fit(int rounds) {
        RidgeRegression.Fit fit = regression.fit();
        for (int round = 0; round < rounds; round++) {
            fit = refit(fit);
        }
        return fit;
    }

    private RidgeRegression.Fit refit(RidgeRegression.Fit fit) {
        try (NDManager scope = centred.getManager().newSubManager()) {
            centred.tempAttach(scope);
            targets.tempAttach(scope);
            rest.tempAttach(scope);
            NDArray weights = scope.create(
                    FloatMatrices.of(fit.weights()),
                    new Shape(fit.weights().rows(), fit.weights().columns()));
            NDArray z =
                    centred.matMul(weights).addi(scope.create(outputMean(fit))).addi(rest);
            NDArray relaxed =
                    NDArrays.where(targets.gt(0), targets, z.minimum(0)).subi(rest);
            NDArray cross =
                    centred.transpose().matMul(relaxed).divi(centred.getShape().get(0));
            return regression.fit(FloatMatrices.toMatrix(cross), FloatMatrices.toDoubles(relaxed.mean(new int[] {0})));
        }
    }

    /** The mean of z: the intercept for centred inputs. */
    private float[] outputMean(RidgeRegression.Fit fit) {
        Matrix weights = fit.weights();
        float[] mean = new float[weights.columns()];
        for (int j = 0; j < mean.length; j++) {
            double value = fit.intercept().get(0, j);
            for (int i = 0; i < inputMean.length; i++) {
                value += weights.get(i, j) * inputMean[i];
            }
            mean[j] = (float) value;
        }
        return mean;
    }
}
