package org.mipp.baseline.control;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.Ranking;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.ledger.SettingsKey;

/**
 * Keeps nodes at random, of each layer as many as a budget of widths says, or of the whole network: the baseline that every
 * method has to beat (Blalock et al., What is the state of neural network pruning?, arXiv:2003.03033, random pruning).
 */
public final class RandomSelection extends Ranking {

    private final long seed;

    /**
     * Makes the method.
     *
     * @param seed of the choice; each layer draws from it and from its own name
     */
    public RandomSelection(long seed) {
        this.seed = seed;
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("random", 1).with("seed", seed));
    }

    @Override
    public String name() {
        return "random";
    }

    @Override
    public RandomSelection seeded(long other) {
        return new RandomSelection(other);
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public String settings() {
        return "seed " + seed;
    }

    @Override
    public Map<String, double[]> scores(Candidates candidates) {
        return candidates.layers().stream().collect(Collectors.toMap(PrunableLayer::name, layer -> new SplittableRandom(
                        seed ^ ((long) layer.name().hashCode() << 32))
                .doubles(layer.nodes())
                .toArray()));
    }
}
