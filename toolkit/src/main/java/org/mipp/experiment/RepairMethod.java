package org.mipp.experiment;

import org.mipp.network.Network;
import org.mipp.network.operation.BatchNorm;
import org.mipp.selection.Masks;
import org.mipp.surgery.ReadOut;
import org.mipp.surgery.Rescaling;
import org.mipp.surgery.SignalScale;
import org.mipp.surgery.block.BlockRepair;
import org.mipp.surgery.repair.BatchNormRecalibration;
import org.mipp.surgery.repair.Repair;

/**
 * What is done to a network after the cut, without training and, but for {@link #READ_OUT}, without labels. Selection and repair are two claims, so an
 * {@link Experiment} offers every treatment to every method.
 */
public enum RepairMethod {
    /** Nothing. */
    CUT("as cut") {
        @Override
        boolean suitsNewNetworks() {
            return true;
        }

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
    },
    /** Block by block, three rounds, see {@link BlockRepair}. Only where an experiment asks for it. */
    BLOCKS("with g by blocks") {
        @Override
        boolean onDemand() {
            return true;
        }

        @Override
        Network apply(Network source, Network cut, Masks masks) {
            return BlockRepair.install(source, cut, masks, ROUNDS).network();
        }
    },
    /** Before training: the scale of signals restored, see {@link SignalScale}. Only where an experiment asks for it. */
    SCALED("signals scaled") {
        @Override
        boolean onDemand() {
            return true;
        }

        @Override
        boolean suitsNewNetworks() {
            return true;
        }

        @Override
        Network apply(Network source, Network cut, Masks masks) {
            return SignalScale.restore(cut, masks.activations().images());
        }
    },
    /**
     * Before training: the same, and the last layer set to the labels of the captured images, see {@link ReadOut}. It uses
     * labels. Only where an experiment asks for it.
     */
    READ_OUT("signals scaled, read out by labels") {
        @Override
        boolean onDemand() {
            return true;
        }

        @Override
        boolean suitsNewNetworks() {
            return true;
        }

        @Override
        Network apply(Network source, Network cut, Masks masks) {
            return ReadOut.install(
                    SCALED.apply(source, cut, masks), masks.activations().images());
        }
    };

    private static final int ROUNDS = 3;

    private final String label;

    RepairMethod(String label) {
        this.label = label;
    }

    /** Whether a network has what is treated. */
    boolean applies(Network cut, Masks masks) {
        return true;
    }

    /** Whether it is left out unless an experiment retrains after it. */
    boolean onDemand() {
        return false;
    }

    /** Whether a network that was never cut can have it too, as the control that shows what the cut's nodes are worth. */
    boolean suitsNewNetworks() {
        return false;
    }

    abstract Network apply(Network source, Network cut, Masks masks);

    @Override
    public String toString() {
        return label;
    }
}
