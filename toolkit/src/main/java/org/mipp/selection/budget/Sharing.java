package org.mipp.selection.budget;

import org.mipp.selection.Budget;

/** A way to share a budget of the whole network out over its layers. */
public interface Sharing {

    /**
     * Says how wide each layer is to be.
     *
     * @param aim how much of the resource may be left, at most as much as the budget allows
     * @return widths that cost no more than that
     * @throws IllegalArgumentException if the network costs more even with every layer at its smallest width
     */
    Budget.KeptCounts widths(long aim);
}
