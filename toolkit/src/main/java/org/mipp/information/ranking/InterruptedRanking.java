package org.mipp.information.ranking;

import java.util.concurrent.CancellationException;

/** Says that a ranking was interrupted, shows what was finished until then, and keeps it. */
public final class InterruptedRanking extends CancellationException {

    private static final long serialVersionUID = 1;

    private final transient ColumnRanking kept;

    InterruptedRanking(CancellationException interrupt, ColumnRanking kept) {
        super(interrupt.getMessage() + "; what was ranked until then:\n" + kept);
        this.kept = kept;
    }

    /**
     * Gives what was finished.
     *
     * @return the columns that were measured; judged by the permutations that were done, if these are enough for the level
     */
    public ColumnRanking kept() {
        return kept;
    }
}
