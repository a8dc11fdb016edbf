package org.mipp.information.neural;

import java.util.function.DoubleUnaryOperator;

/**
 * A critic's scores {@code f(x_i, y_j)} of pairs that belong together and of pairs that do not.
 *
 * <p>The first {@code rows} values are those of the pairs that belong together, one per sample; then follow, block by
 * block, the same samples with partners of other samples: {@code values[k * rows + i]} is sample i with its k-th partner.
 * All means here are computed without overflow.
 *
 * @param values in that order
 * @param rows samples
 */
record Scores(float[] values, int rows) {

    /** How many partners of other samples each sample has. */
    int negatives() {
        return values.length / rows - 1;
    }

    /** The mean score of the pairs that belong together. */
    double jointMean() {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += values[i];
        }
        return sum / rows;
    }

    /** The mean over the other pairs of a function of the score. */
    double marginalMean(DoubleUnaryOperator function) {
        double sum = 0;
        for (int k = rows; k < values.length; k++) {
            sum += function.applyAsDouble(values[k]);
        }
        return sum / (values.length - rows);
    }

    /** {@code ln mean exp(score)} over the other pairs, scores clipped to at most {@code clip} in size. */
    double logMeanExp(double clip) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = rows; k < values.length; k++) {
            most = Math.max(most, clipped(values[k], clip));
        }
        double shift = most;
        return shift + Math.log(marginalMean(score -> Math.exp(clipped(score, clip) - shift)));
    }

    /** {@code ln sum_k exp(score)} over a sample's own pair and its other pairs. */
    double logSumExp(int row) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = row; k < values.length; k += rows) {
            most = Math.max(most, values[k]);
        }
        double sum = 0;
        for (int k = row; k < values.length; k += rows) {
            sum += Math.exp(values[k] - most);
        }
        return most + Math.log(sum);
    }

    /** Makes an array of slopes from a function of each pair that belongs together and one of each other pair. */
    float[] slopes(DoubleUnaryOperator joint, DoubleUnaryOperator marginal) {
        float[] slopes = new float[values.length];
        for (int k = 0; k < slopes.length; k++) {
            slopes[k] = (float)
                    (k < rows
                            ? joint.applyAsDouble(values[k]) / rows
                            : marginal.applyAsDouble(values[k]) / (values.length - rows));
        }
        return slopes;
    }

    private static double clipped(double score, double clip) {
        return Math.max(-clip, Math.min(clip, score));
    }
}
