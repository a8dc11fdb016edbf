package org.mipp.baseline.control;

import java.util.Optional;
import org.mipp.capture.Activations;
import org.mipp.network.Initialisation;
import org.mipp.network.Masking;
import org.mipp.network.Network;
import org.mipp.network.structure.Structure;
import org.mipp.run.Provenance;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.surgery.WeightsWriteBack;

/**
 * Keeps the widths that another method has found and draws new weights: what the paper of MIPP compares with on networks that
 * have not been trained (Westphal, Hailes, Musolesi, arXiv:2411.00147, version 1, section 5). It tells what of a method's
 * success is the number of nodes in each layer and what is the nodes themselves.
 *
 * <p>Which nodes are kept does not matter: new ones can be exchanged for each other. The weights are those that {@link
 * Initialisation} draws for the small network, so that they depend on its widths as those of any new network do. The nodes
 * that go carry zeros: g has nothing to make up for.
 *
 * <p>Cost: that of the other method.
 *
 * @param widths finds the numbers of nodes
 * @param seed of the new weights
 */
public record Reinitialised(SelectionMethod widths, long seed) implements SelectionMethod {

    @Override
    public Optional<SettingsKey> key() {
        return widths.key()
                .map(own ->
                        SettingsKey.of("reinitialised", 1).with("widths", own).with("seed", seed));
    }

    @Override
    public String name() {
        return widths.name() + ", re-initialised";
    }

    @Override
    public Reinitialised seeded(long other) {
        return new Reinitialised(widths.seeded(other), other);
    }

    @Override
    public boolean allocates() {
        return widths.allocates();
    }

    @Override
    public boolean readsActivations() {
        return widths.readsActivations();
    }

    @Override
    public boolean startsOver() {
        return true;
    }

    @Override
    public Masks select(Activations activations, Budget budget) {
        try (Progress progress = Progress.of("selecting masks by " + name(), 1)) {
            Masks found = widths.select(activations, budget);
            Network captured = activations.stage().network();
            Structure structure = captured.architecture().structure();
            Network small = Initialisation.of(structure.cut(found.kept()), seed);
            Network zeros = Masking.of(captured, structure, found.kept());
            Network fresh = WeightsWriteBack.onto(zeros, small, found.masks());
            progress.advance(1);
            Provenance before = found.provenance();
            return new Masks(
                    activations,
                    name(),
                    budget,
                    found.masks(),
                    found.paths(),
                    found.warnings(),
                    Optional.of(fresh),
                    new Provenance(seed, before.samples(), before.device(), progress.seconds()),
                    found.losses());
        }
    }

    @Override
    public String toString() {
        return name() + " (seed " + seed + "; widths by " + widths + ")";
    }
}
