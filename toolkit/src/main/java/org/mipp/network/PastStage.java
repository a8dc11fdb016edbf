package org.mipp.network;

import java.util.Optional;
import org.mipp.data.Dataset;

/**
 * A stage of which only its weights, its name and its data are still known: what results keep of the stages before the one that
 * they come from, so that a long chain of them does not hold all that was ever captured.
 *
 * @param network the network as it was
 * @param label the stage in a few words
 * @param data by which it was trained and judged, where they are known
 * @param trainedFrom the network with which its training began
 * @param pruned whether nodes had been cut before
 */
public record PastStage(Network network, String label, Optional<Dataset> data, Network trainedFrom, boolean pruned)
        implements NetworkStage {

    /**
     * Forgets the rest of a stage.
     *
     * @param stage any stage
     * @return what is needed of it as a past one
     */
    public static PastStage of(NetworkStage stage) {
        return new PastStage(stage.network(), stage.label(), stage.data(), stage.trainedFrom(), stage.pruned());
    }

    @Override
    public String toString() {
        return label;
    }
}
