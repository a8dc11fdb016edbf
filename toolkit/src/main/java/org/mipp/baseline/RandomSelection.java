package org.mipp.baseline;

import java.util.SplittableRandom;
import org.mipp.network.Network;
import org.mipp.network.PrunableLayer;
import org.mipp.network.Structure;

/**
 * Keeps nodes at random, as many per layer as the budget says: the baseline that every method has to beat (Blalock et
 * al., What is the state of neural network pruning?, arXiv:2003.03033, random pruning).
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
    public String name() {
        return "random";
    }

    @Override
    public RandomSelection seeded(long other) {
        return new RandomSelection(other);
    }

    @Override
    long seed() {
        return seed;
    }

    @Override
    double[] scores(Network network, Structure structure, PrunableLayer layer) {
        return new SplittableRandom(seed ^ ((long) layer.name().hashCode() << 32))
                .doubles(layer.nodes())
                .toArray();
    }
}
