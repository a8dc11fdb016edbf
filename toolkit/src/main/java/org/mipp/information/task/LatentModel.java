package org.mipp.information.task;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.notNegative;
import static org.mipp.run.Checks.positive;

import org.mipp.linalg.Matrix;

/**
 * A jointly normal pair whose dependence is spread over few or many columns, by choice (Czyż et al. 2023): with
 * independent standard normal latent variables,
 *
 * <pre>{@code
 * X_i = shared U + ownX U_X + pair Z_i + noise E_i   for i < pairs
 * X_i = shared U + ownX U_X + idle V_i + noise E_i   for all others
 * }</pre>
 *
 * and likewise Y_i with its own U_Y, V and E, but the same U and Z. All columns are then scaled to variance 1.
 *
 * @param dimX columns of X
 * @param dimY columns of Y
 * @param pairs how many columns of X have a partner in Y
 * @param shared weight of what all columns share
 * @param own weight of what all columns of one side share
 * @param pair weight of what partners share
 * @param noise weight of what each column has for itself
 * @param idle further such weight for columns without a partner
 */
public record LatentModel(
        int dimX, int dimY, int pairs, double shared, double own, double pair, double noise, double idle) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there are more pairs than columns, a weight is negative, or there is no noise
     */
    public LatentModel {
        positive(dimX, "columns of X");
        positive(dimY, "columns of Y");
        argument(
                pairs >= 0 && pairs <= Math.min(dimX, dimY),
                "pairs: expected 0 to %d, as many as both sides have columns for, got %d",
                Math.min(dimX, dimY),
                pairs);
        notNegative(shared, "weight of what all columns share");
        notNegative(own, "weight of what one side shares");
        notNegative(pair, "weight of what partners share");
        positive(noise, "weight of the noise");
        notNegative(idle, "weight of what columns without a partner have");
    }

    /** {@return the correlations of all columns, those of X first, shape {@code [dx + dy, dx + dy]}} */
    public Matrix correlation() {
        int d = dimX + dimY;
        return Matrix.fill(d, d, (i, j) -> covariance(i, j) / Math.sqrt(covariance(i, i) * covariance(j, j)));
    }

    private double covariance(int i, int j) {
        boolean sameSide = i < dimX == j < dimX;
        double common = shared * shared + (sameSide ? own * own : 0);
        if (i == j) {
            return common + noise * noise + (place(i) < pairs ? pair * pair : idle * idle);
        }
        return common + (!sameSide && place(i) == place(j) && place(i) < pairs ? pair * pair : 0);
    }

    private int place(int column) {
        return column < dimX ? column : column - dimX;
    }

    /**
     * Makes the task of this model.
     *
     * @param id a short name without spaces
     * @param name the name for tables and figures
     * @return the task, its exact information from the determinants of the correlations
     */
    public MiTask task(String id, String name) {
        return NormalTasks.normal(id, name, dimX, correlation());
    }
}
