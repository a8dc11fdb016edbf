package org.mipp;

import static org.mipp.run.Checks.givenAll;

import org.mipp.figure.chart.Figure;
import org.mipp.figure.pruning.MaskStripsFigure;
import org.mipp.selection.Masks;

/**
 * Figures that put several results into one. A single result needs none of these: it shows its own figure, in a notebook as
 * soon as a cell ends with it.
 *
 * <p>Masks of several methods: {@link #strips strips(mine, theirs)}.
 */
public final class Pictures {

    private Pictures() {}

    /**
     * Draws masks as strips, one below the other: do methods keep the same nodes?
     *
     * @param masks of one network, at least one
     * @return the figure
     * @throws IllegalArgumentException if there is none, or they are of different networks
     */
    public static Figure strips(Masks... masks) {
        return MaskStripsFigure.of(givenAll(masks, "masks"));
    }
}
