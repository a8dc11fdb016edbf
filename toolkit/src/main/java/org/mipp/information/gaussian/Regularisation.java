package org.mipp.information.gaussian;

import static org.mipp.run.Checks.notNegative;
import static org.mipp.run.Checks.positive;

import org.mipp.linalg.RowsPerColumn;
import org.mipp.linalg.SecondMoments;

/**
 * What keeps the Gaussian closed form finite on the activations of a real network. Both are additions to the paper.
 *
 * <p><b>Ridge.</b> Nodes can be exact copies of each other, and then their covariance has no inverse. <b>Noise.</b> What a
 * layer passes on is a deterministic function of its nodes, so without noise it carries infinitely many nats and every
 * node is indispensable. Independent noise on the targets sets the scale on which differences count: at 0.1 the signal of
 * each target is ten times as strong as the noise (10 dB), and a node whose effect drowns in it is worth nothing.
 *
 * @param ridge added to the covariance of the inputs, relative to each node's variance; at least 0 exclusive
 * @param noise variance of the noise on each target, relative to the target's own variance; 0 for none
 */
public record Regularisation(double ridge, double noise) {

    /** What is used where nothing else is asked for: ridge 1e-4, noise 0.1. */
    public static final Regularisation DEFAULT = new Regularisation(1e-4, 0.1);

    /** Next to nothing, for data that are noisy themselves: ridge 1e-12, no noise. */
    public static final Regularisation NONE = new Regularisation(1e-12, 0);

    /**
     * Checks both numbers.
     *
     * @throws IllegalArgumentException if the ridge is not positive or the noise is negative
     */
    public Regularisation {
        positive(ridge, "ridge");
        notNegative(noise, "noise");
    }

    /**
     * Lets the ridge follow the rows. What is compared must share one ridge: ask once, for all columns and all rows.
     *
     * @param moments of all columns
     * @return the same where there are {@value RowsPerColumn#ENOUGH} independent rows per input column, else with more ridge
     */
    public Regularisation following(SecondMoments moments) {
        return new Regularisation(ridge + RowsPerColumn.ridge(moments.inputs(), moments.independentSamples()), noise);
    }
}
