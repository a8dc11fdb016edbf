package org.mipp.selection;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Which widths a layer may have after the cut, whatever the budget. All nodes may always stay.
 *
 * @param least the share of its nodes that stays at least, from 0 to 1
 * @param multiple of which the number of nodes left is a multiple, 1 for any; devices are often fastest at multiples of 8
 */
public record WidthRule(double least, int multiple) {

    /** Any width. */
    public static final WidthRule NONE = new WidthRule(0, 1);

    /** Checks the numbers. */
    public WidthRule {
        argument(least >= 0 && least <= 1, "at least: expected a share from 0 to 1, got %s", least);
        positive(multiple, "rounded to a multiple");
    }

    /**
     * Says whether a layer may have so many nodes left.
     *
     * @param nodes of the layer before the cut
     * @param width after it
     * @return whether it may
     */
    public boolean allows(int nodes, int width) {
        return width == nodes || width % multiple == 0 && width >= least * nodes && width <= nodes;
    }

    /**
     * Rounds up: so nothing is lost that the budget wanted kept.
     *
     * @param nodes of the layer before the cut
     * @param width that a budget leaves
     * @return the smallest width allowed that is no smaller
     */
    public int raised(int nodes, int width) {
        int allowed = width;
        while (!allows(nodes, allowed)) {
            allowed++;
        }
        return allowed;
    }

    @Override
    public String toString() {
        String share = new BigDecimal(100 * least, new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
        String floor = least > 0 ? "at least " + share + " % of each layer" : "";
        String rounded = multiple > 1 ? "multiples of " + multiple : "";
        return floor + (floor.isEmpty() || rounded.isEmpty() ? "" : ", ") + rounded;
    }
}
