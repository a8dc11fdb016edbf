package org.mipp.selection;

import java.util.List;
import java.util.OptionalDouble;
import org.mipp.network.structure.PrunableLayer;

/**
 * A budget that says what each layer may lose, its widths rounded up to those that a rule allows.
 *
 * @param budget what may be lost
 * @param rule what it allows
 */
public record RuledLosses(PerLayer budget, WidthRule rule) implements Budget.PerLayer {

    @Override
    public int removals(PrunableLayer layer, List<Removal> path) {
        int taken = budget.removals(layer, path);
        return layer.nodes() - rule.raised(layer.nodes(), layer.nodes() - taken);
    }

    @Override
    public boolean settledBy(PrunableLayer layer, List<Removal> path) {
        return budget.settledBy(layer, path); // rounding is no reason to stop
    }

    @Override
    public Order order() {
        return budget.order();
    }

    @Override
    public OptionalDouble testedAt() {
        return budget.testedAt();
    }

    @Override
    public Budget ruled(WidthRule changed) {
        return budget.ruled(changed);
    }

    @Override
    public String toString() {
        return budget + ", " + rule;
    }
}
