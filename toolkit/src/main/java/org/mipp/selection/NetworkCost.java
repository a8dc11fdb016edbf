package org.mipp.selection;

import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.CutCosts;
import org.mipp.network.structure.KeptNodes;

/** Something that a network costs, and no more once nodes are gone: what a budget of the whole network limits. */
public interface NetworkCost {

    /**
     * Counts.
     *
     * @param architecture of a network
     * @return how much of this it needs
     */
    long of(Architecture architecture);

    /**
     * Counts what is left after a cut.
     *
     * @param costs of a network
     * @param kept the nodes that stay
     * @return how much of this the cut network needs
     */
    long of(CutCosts costs, KeptNodes kept);
}
