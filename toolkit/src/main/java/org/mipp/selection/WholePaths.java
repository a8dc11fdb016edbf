package org.mipp.selection;

import java.util.List;
import org.mipp.network.structure.PrunableLayer;

/** Keeps all nodes, but has every removal path followed to its end: what a {@link NetworkBudget} is shared out by. */
public record WholePaths() implements Budget.PerLayer {

    @Override
    public int removals(PrunableLayer layer, List<Removal> path) {
        return 0;
    }
}
