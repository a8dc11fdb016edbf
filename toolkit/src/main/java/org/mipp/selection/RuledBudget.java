package org.mipp.selection;

import static org.mipp.run.Checks.upToOne;

/** What may be said of the widths that any budget leaves. */
public sealed interface RuledBudget permits Budget {

    /** {@return which widths layers may have} */
    default WidthRule rule() {
        return WidthRule.NONE;
    }

    /**
     * Changes which widths layers may have.
     *
     * @param rule the widths allowed
     * @return the same budget under that rule
     */
    default Budget ruled(WidthRule rule) {
        Budget.PerLayer own = (Budget.PerLayer) this; // that of the whole network has a rule of its own
        return own instanceof Budget.Widths widths ? new RuledWidths(widths, rule) : new RuledLosses(own, rule);
    }

    /**
     * Sets a floor under every layer: {@code parameters(0.1).atLeast(0.1)}.
     *
     * @param share of its nodes that stays at least, above 0, at most 1
     * @return the changed budget
     * @throws IllegalArgumentException if the budget wants less of every layer
     */
    default Budget atLeast(double share) {
        return ruled(new WidthRule(upToOne(share, "at least"), rule().multiple()));
    }

    /**
     * Leaves multiples of a number of nodes in every layer, or all of them: {@code macs(0.5).roundedTo(8)}. Widths that a
     * budget finds for each layer by itself are rounded up; one of the whole network is met all the same.
     *
     * @param multiple at least 1
     * @return the changed budget
     */
    default Budget roundedTo(int multiple) {
        return ruled(new WidthRule(rule().least(), multiple));
    }
}
