package org.mipp;

import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.givenAll;

import org.mipp.figure.chart.Figure;
import org.mipp.figure.pruning.MaskStripsFigure;
import org.mipp.figure.pruning.SharingFigure;
import org.mipp.selection.Masks;

/**
 * Figures that put several results into one. A single result needs none of these: it shows its own figure, in a notebook as
 * soon as a cell ends with it.
 *
 * <p>Masks of several methods: {@link #strips strips(mine, theirs)}. What a measured budget rests on: {@link #sharing
 * sharing(masks)}.
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

    /**
     * Draws what the width of each layer costs at the outputs, and what each layer pays: {@code sharing(selectMasks(acts,
     * measured(macs(0.25))))}.
     *
     * @param masks chosen by a budget that was shared out by measured losses
     * @return the figure
     * @throws IllegalArgumentException if it was not
     */
    public static Figure sharing(Masks masks) {
        return SharingFigure.of(given(masks, "masks"));
    }
}
