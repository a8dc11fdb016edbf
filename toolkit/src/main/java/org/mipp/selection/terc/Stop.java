package org.mipp.selection.terc;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.selection.Budget;
import org.mipp.selection.Removal;

/**
 * How far the removal path of a layer is followed, and how much of it is taken.
 *
 * @param budget the layer's; without one the path is followed to its end, and nothing of it is taken
 */
record Stop(Optional<Budget.PerLayer> budget) {

    /** Follows paths to their ends: what a budget of the whole network is shared out by. */
    static final Stop AT_THE_END = new Stop(Optional.empty());

    static Stop by(Budget.PerLayer budget) {
        return new Stop(Optional.of(budget));
    }

    /** The confidence of the test, where there is one. */
    OptionalDouble testedAt() {
        return budget.map(Budget::testedAt).orElseGet(OptionalDouble::empty);
    }

    /** By which score the least informative node is found, where both are known. */
    Budget.Order order() {
        return budget.map(Budget::order).orElse(Budget.Order.SHARE);
    }

    /** Whether a path need not be followed further to know how much of it is taken. */
    boolean enough(PrunableLayer layer, List<Removal> path) {
        return budget.map(own -> own.settledBy(layer, path)).orElse(false);
    }

    /** How many removals of a path are taken. */
    int taken(PrunableLayer layer, List<Removal> path) {
        return budget.map(own -> own.removals(layer, path)).orElse(0);
    }
}
