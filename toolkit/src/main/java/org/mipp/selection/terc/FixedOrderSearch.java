package org.mipp.selection.terc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.selection.RemainingNodes;
import org.mipp.selection.Removal;
import org.mipp.selection.terc.evidence.Evidence;

/**
 * The paper's order: every node is tested once, given all that are left, the one that tells least alone first. Yields those
 * that tell no more than chance would.
 */
final class FixedOrderSearch extends LayerSearch {

    private final Iterator<Integer> untested;
    private final List<Removal> stayed = new ArrayList<>();
    private Optional<Removal> next = Optional.empty();

    FixedOrderSearch(Evidence evidence, RemainingNodes remaining) {
        super(evidence, remaining, Comparator.comparingDouble(FixedOrderSearch::excess));
        int nodes = remaining.layer().nodes();
        double[] alone = IntStream.range(0, nodes).mapToDouble(evidence::alone).toArray();
        this.untested = IntStream.range(0, nodes)
                .boxed()
                .sorted(Comparator.comparingDouble(node -> alone[node]))
                .iterator();
    }

    /** By how much a node tells more than chance would, where it is tested, else how much it tells. */
    private static double excess(Removal removal) {
        return removal.nats() - removal.threshold().orElse(0);
    }

    @Override
    List<Removal> stayed() {
        return stayed;
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty() && untested.hasNext()) {
            Removal tested = evidence.score(untested.next());
            if (remaining.mayGo(tested.node()) && excess(tested) <= 0) {
                next = Optional.of(tested);
            } else {
                stayed.add(tested);
            }
        }
        return next.isPresent();
    }

    @Override
    public Removal next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Removal gone = next.orElseThrow();
        remove(gone);
        next = Optional.empty();
        return gone;
    }
}
