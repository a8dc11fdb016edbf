package org.mipp.network;

import java.util.Optional;
import org.mipp.data.Dataset;

/**
 * A network at a stage of its life: new, trained, pruned, retrained. What every verb of the toolkit takes.
 */
public interface NetworkStage {

    /** {@return the network as it is at this stage} */
    Network network();

    /** {@return the stage in a few words, for captions and tables} */
    String label();

    /** {@return the data by which the network is trained and judged, where they are known} */
    default Optional<Dataset> data() {
        return Optional.empty();
    }

    /** {@return the network with which its training began, as far back as is known; of what was not trained, itself} */
    default Network trainedFrom() {
        return network();
    }

    /** {@return whether nodes had been cut before its training began, or have been now} */
    default boolean pruned() {
        return false;
    }

    /** {@return the same stage without what it was made from, for results that only refer to it} */
    default NetworkStage withoutPast() {
        return this;
    }
}
