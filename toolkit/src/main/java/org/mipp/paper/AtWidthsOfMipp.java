package org.mipp.paper;

import java.util.Optional;
import org.mipp.capture.Activations;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;

/**
 * A method that does not share nodes out: it keeps as many of every layer as MIPP does, as ThiNet does in the paper.
 *
 * @param method chooses which
 */
record AtWidthsOfMipp(SelectionMethod method) implements SelectionMethod {

    @Override
    public String name() {
        return method.name();
    }

    @Override
    public Optional<SettingsKey> key() {
        return method.key().map(own -> SettingsKey.of("at-widths-of-mipp", 1).with("method", own));
    }

    @Override
    public Masks select(Activations activations, Budget budget) {
        return method.select(activations, budget);
    }

    @Override
    public AtWidthsOfMipp seeded(long seed) {
        return new AtWidthsOfMipp(method.seeded(seed));
    }

    @Override
    public boolean allocates() {
        return false;
    }

    @Override
    public boolean readsActivations() {
        return method.readsActivations();
    }

    @Override
    public boolean startsOver() {
        return method.startsOver();
    }

    @Override
    public String toString() {
        return method + ", at the widths of MIPP";
    }
}
