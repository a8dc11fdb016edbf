package org.mipp.experiment;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.structure.Architecture;
import org.mipp.run.RefusedException;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.selection.Budget;
import org.mipp.selection.SelectionMethod;

/** What the ledgers of an {@link Experiment} know its runs by. */
final class RunKeys {

    /** Of networks that are trained from scratch. */
    static final SettingsKey SCRATCH = SettingsKey.of("from-scratch", 1);

    /** Of the network before the cut, as a method and as a budget. */
    static final SettingsKey WHOLE = SettingsKey.of("not-pruned", 1);

    private RunKeys() {}

    /** What all runs in the experiment's folder have in common; what nobody will come back to needs no more than a name. */
    static SettingsKey of(Experiment experiment) {
        SettingsKey key = SettingsKey.of("experiment", 1);
        return experiment.folder().isEmpty()
                ? key
                : key.with("network", network(experiment.start()))
                        .with("data", experiment.data().fingerprint())
                        .with("protocol", experiment.protocol().key());
    }

    /** A new network by its layers, because every seed draws its weights; a trained one by its weights too. */
    private static SettingsKey network(NetworkStage start) {
        Architecture architecture = start.network().architecture();
        SettingsKey layers = SettingsKey.of(start instanceof Network ? "new-network" : "network", 1)
                .with("name", architecture.name())
                .with("input", String.valueOf(architecture.input()))
                .with("layers", architecture.layers());
        return start instanceof Network
                ? layers
                : layers.with("weights", start.network().fingerprint());
    }

    /**
     * Refuses methods that a ledger could not tell from others, before anything is trained.
     *
     * @throws IllegalArgumentException if the experiment is to be resumed, and a method has no key, or two have the same
     */
    static void check(Experiment experiment) {
        Map<SettingsKey, String> names = new HashMap<>();
        for (SelectionMethod method : experiment.methods()) {
            String before = names.putIfAbsent(method(experiment, method), method.name());
            argument(
                    before == null,
                    "%s: expected a key of its own, got that of %s; give it another word or another version",
                    method.name(),
                    before);
        }
    }

    /** The methods' keys at a seed, in the order of their runs at a budget. */
    static List<SettingsKey> methods(Experiment experiment, long seed) {
        List<SettingsKey> keys = new ArrayList<>();
        experiment.methods().forEach(method -> keys.add(method(experiment, method.seeded(seed))));
        if (experiment.protocol().scratch()) {
            keys.add(SCRATCH);
        }
        return keys;
    }

    /**
     * The key of a method.
     *
     * @throws IllegalArgumentException if it has none, and the experiment is to be resumed
     */
    static SettingsKey method(Experiment experiment, SelectionMethod method) {
        Optional<SettingsKey> key = method.key();
        if (key.isEmpty() && experiment.folder().isPresent()) {
            throw new RefusedException(method.name()
                    + ": expected a method with a key, by which the folder knows its runs again, got one without; add"
                    + " Optional<SettingsKey> key() { return Optional.of(SettingsKey.of(\"mine\", 1)); } to it, name its"
                    + " estimator, or leave out resumeFrom(...)");
        }
        return key.orElseGet(() -> SettingsKey.of("named", 1).with("name", method.name()));
    }

    static SettingsKey budget(Optional<Budget> budget) {
        return budget.map(Budget::key).orElse(WHOLE);
    }
}
