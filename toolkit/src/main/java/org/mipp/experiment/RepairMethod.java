package org.mipp.experiment;

import org.mipp.network.Network;
import org.mipp.network.operation.BatchNorm;
import org.mipp.selection.Masks;
import org.mipp.surgery.BatchNormRecalibration;
import org.mipp.surgery.Repair;
import org.mipp.surgery.Rescaling;

/**
 * What is done to a network after the cut, without labels and without training. Selection and repair are two claims, so an
 * {@link Experiment} offers every treatment to every method.
 */
public enum RepairMethod {
    /** Nothing. */
    CUT("as cut") {
        @Override
        Network apply(Network source, Network cut, Masks masks) {
            return cut;
        }
    },
    /** Means and variances of batch norms, taken anew on the captured images; only for networks that have them. */
    BATCH_NORM("batch norm re-estimated") {
        @Override
        boolean applies(Network cut, Masks masks) {
            return cut.architecture().layers().stream().anyMatch(layer -> layer.operation() instanceof BatchNorm);
        }

        @Override
        Network apply(Network source, Network cut, Masks masks) {
            return BatchNormRecalibration.reestimate(cut, masks.activations().images());
        }
    },
    /** ThiNet's scaling of what is left, see {@link Rescaling}; only where the weights are still those that were captured. */
    RESCALED("rescaled") {
        @Override
        boolean applies(Network cut, Masks masks) {
            return masks.weights().isEmpty();
        }

        @Override
        Network apply(Network source, Network cut, Masks masks) {
            return Rescaling.apply(source, cut, masks);
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

    RepairMethod(String label) {
        this.label = label;
    }

    /** Whether a network has what is treated. */
    boolean applies(Network cut, Masks masks) {
        return true;
    }

    abstract Network apply(Network source, Network cut, Masks masks);

    @Override
    public String toString() {
        return label;
    }
}
