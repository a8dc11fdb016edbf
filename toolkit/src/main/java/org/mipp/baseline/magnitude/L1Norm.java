package org.mipp.baseline.magnitude;

import java.util.Map;
import java.util.Optional;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.Ranking;
import org.mipp.baseline.WeightNorms;
import org.mipp.run.ledger.SettingsKey;

/**
 * Keeps the nodes whose incoming weights have the largest sum of absolute values; biases do not count (Li, Kadav, Durdanovic,
 * Samet, Graf, Pruning Filters for Efficient ConvNets, arXiv:1608.08710, section 3.1). The paper ranks within layers; it
 * prunes residual blocks inside only, here nodes that additions tie together go together, their norms being added, and so are
 * those of the depthwise kernels that a node passes through.
 */
public final class L1Norm extends Ranking {

    private final boolean normalised;

    /** Makes the method as published: budgets of the whole network compare norms as they are. */
    public L1Norm() {
        this(false);
    }

    private L1Norm(boolean normalised) {
        this.normalised = normalised;
    }

    /** {@return the same with norms divided by their mean over the layer, which matters for budgets of the whole network} */
    public L1Norm normalised() {
        return new L1Norm(true);
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("l1-norm", 1).with("normalised", normalised));
    }

    @Override
    public String name() {
        return normalised ? "L1 norm, normalised" : "L1 norm";
    }

    @Override
    public Map<String, double[]> scores(Candidates candidates) {
        return WeightNorms.of(candidates, Math::abs, sum -> sum, normalised);
    }
}
