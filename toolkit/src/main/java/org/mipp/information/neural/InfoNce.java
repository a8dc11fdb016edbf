package org.mipp.information.neural;

import java.util.List;
import java.util.Locale;

/**
 * InfoNCE: how well a critic picks the y that belongs to x among others, {@code I >= E[f_i0 - ln sum_j exp f_ij] + ln(1 +
 * negatives)} (van den Oord, Li, Vinyals, arXiv:1807.03748).
 *
 * <p>Bias: low variance, paid for by a ceiling: the value never exceeds {@code ln(1 + negatives)}, and lies visibly below
 * the truth from about one nat under it; the result then warns. Departure from the paper: each sample is told from
 * {@code negatives} others instead of from all of its batch, which trains the same log-ratio of densities (up to a function
 * of x) at less cost. The held-out value uses {@value Critic#TEST} times as many negatives where the test has them: that
 * raises the ceiling from ln 4 to ln 193 = 5.3 nats with the default. Cost: as {@link Mine}, with more negatives.
 */
public record InfoNce() implements CriticBound {

    /** With the default options, three negatives, seed 0. */
    public static final CriticMi DEFAULT = CriticMi.of(new InfoNce());

    @Override
    public String name() {
        return "InfoNCE";
    }

    @Override
    public int usualNegatives() {
        return 3;
    }

    @Override
    public double value(Scores scores) {
        double sum = 0;
        for (int i = 0; i < scores.rows(); i++) {
            sum += scores.values()[i] - scores.logSumExp(i);
        }
        return sum / scores.rows() + ceiling(scores);
    }

    /** The cross-entropy of picking the right one. */
    @Override
    public Loss loss() {
        return InfoNce::slopes;
    }

    private static float[] slopes(Scores scores) {
        int rows = scores.rows();
        float[] slopes = new float[scores.values().length];
        for (int i = 0; i < rows; i++) {
            double level = scores.logSumExp(i);
            for (int k = i; k < slopes.length; k += rows) {
                slopes[k] = (float) ((Math.exp(scores.values()[k] - level) - (k == i ? 1 : 0)) / rows);
            }
        }
        return slopes;
    }

    @Override
    public List<String> warnings(double estimate, Scores scores) {
        return estimate < ceiling(scores) - 1
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "%.2f nats is near the ceiling of InfoNCE, ln %d = %.2f nats: there may be much more; use more"
                                + " negatives or another bound",
                        estimate,
                        1 + scores.negatives(),
                        ceiling(scores)));
    }

    private static double ceiling(Scores scores) {
        return Math.log1p(scores.negatives());
    }
}
