package org.mipp.experiment;

import org.mipp.network.Network;
import org.mipp.selection.Masks;
import org.mipp.surgery.Repair;

/**
 * What is done to a network after the cut, without labels and without training. Selection and repair are two claims, so an
 * {@link Experiment} offers every treatment to every method.
 */
public enum Treatment {
    /** Nothing. */
    CUT("as cut") {
        @Override
        Network apply(Network source, Network cut, Masks masks) {
            return cut;
        }
    },
    /** The least-squares map from what is left to what was there, see {@link Repair}. */
    G("with g") {
        @Override
        Network apply(Network source, Network cut, Masks masks) {
            return Repair.install(source, cut, masks);
        }
    };

    private final String label;

    Treatment(String label) {
        this.label = label;
    }

    abstract Network apply(Network source, Network cut, Masks masks);

    @Override
    public String toString() {
        return label;
    }
}
