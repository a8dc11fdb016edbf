package org.mipp.surgery.repair;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.RidgeRegression;
import org.mipp.run.progress.Interrupts;

/**
 * Fits the linear map before a rectifier, to which all negative values are the same.
 *
 * <p>Minimises {@code sum (y - z)^2} over positive targets y plus {@code sum max(0, z)^2} over the others, with {@code z =
 * W'x + b + rest}, the rest being what a residual addition adds. Each round replaces the targets that are not positive by
 * {@code min(z, 0)} of the round before and solves the least-squares problem again: majorisation and minimisation, so the error never grows. Zhang, Zou, He, Sun
 * (arXiv:1505.06798) pose the same problem for low-rank convolutions and relax the targets instead.
 *
 * <p>Cost per round: two products with all rows on the device, batch by batch, and one solve.
 */
final class ReluRegression {

    private final BatchStore inputs; // [rows, p] each
    private final double[] inputMean;
    private final BatchStore targets; // [rows, q] each, behind the addition
    private final BatchStore rests; // [rows, q] each, or one zero
    private final NDManager memory;
    private final RidgeRegression regression;

    ReluRegression(
            BatchStore inputs,
            double[] inputMean,
            BatchStore targets,
            BatchStore rests,
            NDManager memory,
            RidgeRegression regression) {
        this.inputs = inputs;
        this.inputMean = inputMean;
        this.targets = targets;
        this.rests = rests;
        this.memory = memory;
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
        try (NDManager scope = memory.newSubManager()) {
            Shape shape = new Shape(fit.weights().rows(), fit.weights().columns());
            NDArray weights = scope.create(FloatMatrices.of(fit.weights()), shape);
            NDArray output = scope.create(outputMean(fit));
            NDArray mean = scope.create(FloatMatrices.narrow(inputMean));
            NDArray cross = scope.zeros(shape, DataType.FLOAT64);
            NDArray sum = scope.zeros(new Shape(shape.get(1)), DataType.FLOAT64);
            long rows = 0;
            for (int i = 0; i < inputs.size(); i++) {
                Interrupts.check();
                try (NDManager batch = scope.newSubManager()) {
                    NDArray centred = inputs.get(i, batch).sub(mean);
                    NDArray target = targets.get(i, batch);
                    NDArray rest = rests.get(i, batch);
                    NDArray z = centred.matMul(weights).addi(output).addi(rest);
                    NDArray relaxed =
                            NDArrays.where(target.gt(0), target, z.minimum(0)).subi(rest);
                    cross.addi(centred.transpose().matMul(relaxed).toType(DataType.FLOAT64, false));
                    sum.addi(relaxed.sum(new int[] {0}).toType(DataType.FLOAT64, false));
                    rows += centred.getShape().get(0);
                }
            }
            return regression.fit(
                    Matrix.of(
                            (int) shape.get(0),
                            (int) shape.get(1),
                            cross.divi(rows).toDoubleArray()),
                    sum.divi(rows).toDoubleArray());
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
