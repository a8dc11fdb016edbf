package org.mipp.information.gaussian;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.betweenZeroAndOne;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * How large the Gaussian estimate of {@code phi = I(X_G; Y | X_rest)} becomes by chance, when X_G tells nothing about Y
 * that the rest does not tell.
 *
 * <p>Under that null {@code exp(-2 phi)} of the plug-in estimate has Wilks' distribution Lambda(q, g, m) with
 * {@code m = N - 1 - (p - g)} (Anderson, An Introduction to Multivariate Statistical
 * Analysis, 3rd ed. 2003, chapter 8).
 * For {@code min(q, g) <= 2} Rao's F transformation of it is exact, so a group of one column is exact for any number of
 * targets; otherwise it is Rao's approximation (Rao, Bulletin of the International Statistical
 * Institute 33, 1951). The usual chi-squared rule is not used: it
 * rejects far too often unless N is much larger than p + q.
 *
 * @param samples N, independent samples behind the estimate; the mean was estimated from them
 * @param inputs p, input columns in the model, the group's included
 * @param width g, columns of the group
 * @param targets q, target columns
 */
public record ConditionalNull(long samples, int inputs, int width, int targets) {

    /**
     * Checks that the null distribution exists.
     *
     * @throws IllegalArgumentException if there are not more samples than columns, {@code N > p + q}
     */
    public ConditionalNull {
        argument(
                width >= 1 && inputs >= width && targets >= 1,
                "null model: expected a group of at least one of the %d inputs and at least one target, got %d and %d",
                inputs,
                width,
                targets);
        argument(
                samples > inputs + targets,
                "null model: expected more independent samples than columns, %d inputs + %d targets, got %d;"
                        + " capture more images, or choose a budget that needs no test (kept fraction or share)",
                inputs,
                targets,
                samples);
    }

    /**
     * Gives the value that the estimate stays below with a given probability under the null.
     *
     * @param confidence that probability, between 0 and 1
     * @return the threshold in nats: keep a node only if its phi is above it
     */
    public double threshold(double confidence) {
        betweenZeroAndOne(confidence, "confidence");
        double q = targets;
        double g = width;
        double product = q * g;
        double spread = q * q + g * g - 5;
        double root = spread > 0 ? Math.sqrt((product * product - 4) / spread) : 1;
        double weight = errorDegrees() - (q + 1 - g) / 2; // m - (q + g + 1) / 2 with m the total degrees of freedom
        double denominator = weight * root - product / 2 + 1;
        double f = FDistribution.of(product, denominator).inverseCumulativeProbability(confidence);
        return 0.5 * root * Math.log1p(f * product / denominator); // exp(-2 phi) = Lambda, F from Lambda^(1 / root)
    }

    /**
     * Gives the mean of the estimate under the null: its bias where there is nothing to find.
     *
     * @return the exact expectation in nats, {@code 1/2 sum_i psi((m - i + 1) / 2) - psi((m - q - i + 1) / 2)} over the
     *     g columns of the group
     */
    public double mean() {
        double total = samples - 1.0 - (inputs - width);
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += Digamma.value((total - i) / 2) - Digamma.value((total - targets - i) / 2);
        }
        return sum / 2;
    }

    private double errorDegrees() {
        return samples - 1.0 - inputs;
    }
}
