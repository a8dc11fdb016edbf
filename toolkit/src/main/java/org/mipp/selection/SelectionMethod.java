package org.mipp.selection;

import java.util.Optional;
import org.mipp.capture.Activations;
import org.mipp.run.ledger.SettingsKey;

/** A way to choose which nodes stay. MIPP and its competitors are all of this kind. */
public interface SelectionMethod {

    /** {@return its name in tables and figures} */
    String name();

    /**
     * Says what files know the method's work by: a word for it, a version, and all settings that change what it chooses.
     *
     * <pre>{@code
     * public Optional<SettingsKey> key() {
     *     return Optional.of(SettingsKey.of("mine", 1)); // 2 when it chooses otherwise
     * }
     * }</pre>
     *
     * @return the key; absent, as by default, where nobody says, and then an experiment cannot be resumed with it
     */
    default Optional<SettingsKey> key() {
        return Optional.empty();
    }

    /**
     * Chooses nodes.
     *
     * @param activations what the network's layers did on data; also names the network
     * @param budget when to stop
     * @return one mask per prunable layer
     * @throws IllegalArgumentException if the method cannot follow such a budget, or the data do not suffice for it
     */
    Masks select(Activations activations, Budget budget);

    /**
     * Draws otherwise, for experiments with several seeds.
     *
     * @param seed of every random choice
     * @return the same method with that seed; itself where nothing is drawn
     */
    default SelectionMethod seeded(long seed) {
        return this;
    }

    /** {@return whether it can share a budget of the whole network out over the layers; if not, it needs to be told widths} */
    default boolean allocates() {
        return true;
    }

    /** {@return whether it reads what was captured, so that capturing is part of its cost; if not, the images or nothing suffice} */
    default boolean readsActivations() {
        return true;
    }

    /** {@return whether the weights that it hands on have still to be trained, because it has set them back or drawn new ones} */
    default boolean startsOver() {
        return false;
    }
}
