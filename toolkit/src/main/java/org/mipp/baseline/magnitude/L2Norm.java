package org.mipp.baseline.magnitude;

import java.util.Map;
import java.util.Optional;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.Ranking;
import org.mipp.baseline.WeightNorms;
import org.mipp.run.ledger.SettingsKey;

/**
 * Keeps the nodes whose incoming weights have the largest Euclidean norm; biases do not count (named as an alternative to the
 * {@link L1Norm} by Li et al., arXiv:1608.08710). Nodes that are tied together are one vector of weights.
 */
public final class L2Norm extends Ranking {

    private final boolean normalised;

    /** Makes the method: budgets of the whole network compare norms as they are. */
    public L2Norm() {
        this(false);
    }

    private L2Norm(boolean normalised) {
        this.normalised = normalised;
    }

    /** {@return the same with norms divided by their mean over the layer, which matters for budgets of the whole network} */
    public L2Norm normalised() {
        return new L2Norm(true);
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("l2-norm", 1).with("normalised", normalised));
    }

    @Override
    public String name() {
        return normalised ? "L2 norm, normalised" : "L2 norm";
    }

    @Override
    public Map<String, double[]> scores(Candidates candidates) {
        return WeightNorms.of(candidates, weight -> weight * weight, Math::sqrt, normalised);
    }
}
