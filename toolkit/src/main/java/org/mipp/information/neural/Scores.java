package org.mipp.information.neural;

import static org.mipp.run.Checks.argument;

import java.util.function.DoubleUnaryOperator;

/**
 * A critic's scores {@code f(x_i, y_j)} of pairs that belong together and of pairs that do not.
 *
 * <p>The first {@code rows} values are those of the pairs that belong together, one per sample; then follow, block by
 * block, the same samples with partners of other samples: {@code values[k * rows + i]} is sample i with its k-th partner.
 * All means here are computed without overflow.
 *
 * @param values in that order; not copied
 * @param rows samples
 */
public record Scores(float[] values, int rows) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the values are not those of each sample's own pair and of some others
     */
    public Scores {
        argument(
                rows >= 1 && values.length % rows == 0 && values.length > rows,
                "scores: expected two or more for each of at least one sample, got %d for %d",
                values.length,
                rows);
    }

    /** {@return how many partners of other samples each sample has} */
    public int negatives() {
        return values.length / rows - 1;
    }

    /** {@return the mean score of the pairs that belong together} */
    public double jointMean() {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += values[i];
        }
        return sum / rows;
    }

    /**
     * Averages over the pairs that do not belong together.
     *
     * @param function of a score
     * @return its mean
     */
    public double marginalMean(DoubleUnaryOperator function) {
        double sum = 0;
        for (int k = rows; k < values.length; k++) {
            sum += function.applyAsDouble(values[k]);
        }
        return sum / (values.length - rows);
    }

    /**
     * Computes {@code ln mean exp(score)} over the pairs that do not belong together.
     *
     * @param clip scores are clipped to at most this size; infinity for none
     * @return the logarithm
     */
    public double logMeanExp(double clip) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = rows; k < values.length; k++) {
            most = Math.max(most, clipped(values[k], clip));
        }
        double shift = most;
        return shift + Math.log(marginalMean(score -> Math.exp(clipped(score, clip) - shift)));
    }

    /**
     * Computes {@code ln sum exp(score)} over a sample's own pair and its other pairs.
     *
     * @param row the sample, from 0
     * @return the logarithm
     */
    public double logSumExp(int row) {
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

    /**
     * Makes the slopes of a difference of means.
     *
     * @param joint slope of what is averaged over pairs that belong together, as a function of the score
     * @param marginal the same for the other pairs
     * @return one slope per score
     */
    public float[] slopes(DoubleUnaryOperator joint, DoubleUnaryOperator marginal) {
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
