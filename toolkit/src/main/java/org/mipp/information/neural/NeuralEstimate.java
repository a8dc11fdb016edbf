package org.mipp.information.neural;

import java.util.List;
import java.util.Locale;

/**
 * What training a network on samples gave: the estimate and what is needed to draw and to judge it.
 *
 * @param estimator the name of the estimator, with its parameters
 * @param estimate in nats, on samples that neither training nor early stopping has seen; may be negative
 * @param curve how training went, one point per check
 * @param bestStep the step whose weights gave the estimate: where the validation value was highest
 * @param samples all samples, those of all three parts
 * @param seed of all random choices
 * @param seconds wall clock
 * @param warnings what there is to doubt about this very estimate, one sentence each; empty if nothing is known
 */
public record NeuralEstimate(
        String estimator,
        double estimate,
        List<Point> curve,
        int bestStep,
        int samples,
        long seed,
        double seconds,
        List<String> warnings) {

    /**
     * The state after some steps of training. Both values are those of the same weights; where they part, the network
     * has begun to learn the training samples by heart.
     *
     * @param step steps done
     * @param train the value on training samples, as many as there are validation samples
     * @param validation the value on the validation samples
     */
    public record Point(int step, double train, double validation) {}

    /** Copies the lists. */
    public NeuralEstimate {
        curve = List.copyOf(curve);
        warnings = List.copyOf(warnings);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.4f nats by %s (best of %d checks at step %d; %,d samples, seed %d, %.1f s)%s",
                estimate,
                estimator,
                curve.size(),
                bestStep,
                samples,
                seed,
                seconds,
                warnings.isEmpty() ? "" : "; " + String.join("; ", warnings));
    }
}
