package org.mipp.selection;

import static org.mipp.run.Checks.argument;

import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.PrunableLayer;

/**
 * Widths, rounded up to those that a rule allows.
 *
 * @param budget whose widths they are
 * @param rule what it allows
 */
public record RuledWidths(Widths budget, WidthRule rule) implements Budget.Widths {

    /**
     * Checks that a floor does not contradict the budget.
     *
     * @throws IllegalArgumentException if it lies above the fraction that is to be kept everywhere
     */
    public RuledWidths {
        argument(
                !(budget instanceof KeptFraction kept) || rule.least() <= kept.fraction(),
                "at least: expected a floor of at most what the budget keeps, '%s', got %s; keep more, or lower the floor",
                budget,
                rule.least());
    }

    @Override
    public int kept(PrunableLayer layer) {
        int wanted = budget.kept(layer);
        argument(
                !(budget instanceof KeptCounts || budget instanceof KeptInLayer)
                        || wanted >= rule.least() * layer.nodes(),
                "nodes to keep in %s: expected at least %s of its %d nodes, as the floor says, got %d; keep more, or lower the"
                        + " floor",
                layer.name(),
                rule.least(),
                layer.nodes(),
                wanted);
        return rule.raised(layer.nodes(), wanted);
    }

    @Override
    public Budget ruled(WidthRule changed) {
        return budget.ruled(changed);
    }

    @Override
    public void requireFit(Architecture architecture) {
        budget.requireFit(architecture);
    }

    @Override
    public String toString() {
        return budget + ", " + rule;
    }
}
