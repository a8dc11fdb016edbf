package org.mipp.selection.budget;

import org.mipp.network.structure.PrunableLayer;
import org.mipp.selection.Removal;

/**
 * What a removal is taken to lose at the network's outputs: by this the removals of different layers are weighed against each
 * other.
 */
@FunctionalInterface
public interface RemovalLoss {

    /**
     * Weighs a removal.
     *
     * @param layer whose node goes
     * @param removal the node, and what it tells the maps that read the layer
     * @param saved how much of the budget's resource a node of the layer saves
     * @return the loss; what loses least goes first, in the order of each path
     */
    double of(PrunableLayer layer, Removal removal, double saved);
}
