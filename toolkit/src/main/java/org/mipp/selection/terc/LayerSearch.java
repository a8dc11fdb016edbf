package org.mipp.selection.terc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.mipp.selection.RemainingNodes;
import org.mipp.selection.Removal;
import org.mipp.selection.terc.evidence.Evidence;

/**
 * A search through one layer by any evidence, which yields removals one after the other: nothing is estimated for one that
 * nobody asks for.
 */
abstract class LayerSearch implements Iterator<Removal> {

    final Evidence evidence;
    final RemainingNodes remaining;
    private final Comparator<Removal> order;

    /**
     * Starts with all nodes in.
     *
     * @param remaining the nodes that are left, of which the evidence knows
     * @param order what goes first
     */
    LayerSearch(Evidence evidence, RemainingNodes remaining, Comparator<Removal> order) {
        this.evidence = evidence;
        this.remaining = remaining;
        this.order = order;
    }

    /** The nodes that stay, or that may not go, with the scores that were last given to them. */
    abstract List<Removal> stayed();

    final Comparator<Removal> order() {
        return order;
    }

    final void remove(Removal removal) {
        remaining.remove(removal.node());
        evidence.remove(removal);
    }

    /**
     * Follows the search.
     *
     * @param enough says of the removals so far whether to stop; asked when it is known that there is another
     * @return the nodes that went, in order, then, by what is already known of them, those that stayed, the next to go first,
     *     as long as they may go
     */
    final List<Removal> follow(Predicate<List<Removal>> enough) {
        List<Removal> path = new ArrayList<>();
        while (hasNext() && !enough.test(path)) {
            path.add(next());
        }
        for (Removal removal : stayed().stream().sorted(order).toList()) {
            if (remaining.mayGo(removal.node())) {
                remaining.remove(removal.node());
                path.add(removal);
            }
        }
        return path;
    }
}
