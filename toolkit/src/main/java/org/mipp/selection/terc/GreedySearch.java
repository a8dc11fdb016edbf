package org.mipp.selection.terc;

import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.mipp.selection.RemainingNodes;
import org.mipp.selection.Removal;
import org.mipp.selection.terc.evidence.Evidence;

/** Always removes the node that is worth least given all that are left: a scan of all of them per removal. */
final class GreedySearch extends LayerSearch {

    private Optional<List<Removal>> scores = Optional.empty(); // of those that are left now, once they are known

    GreedySearch(Evidence evidence, RemainingNodes remaining, Comparator<Removal> order) {
        super(evidence, remaining, order);
    }

    private Optional<Removal> least() {
        return stayed().stream()
                .filter(removal -> remaining.mayGo(removal.node()))
                .min(order());
    }

    @Override
    List<Removal> stayed() {
        List<Removal> known = scores.orElseGet(evidence::scores);
        scores = Optional.of(known);
        return known;
    }

    @Override
    public boolean hasNext() {
        return least().isPresent();
    }

    @Override
    public Removal next() {
        Removal least = least().orElseThrow(NoSuchElementException::new);
        remove(least);
        scores = Optional.empty();
        return least;
    }
}
