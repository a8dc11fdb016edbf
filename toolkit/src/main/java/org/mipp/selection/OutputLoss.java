package org.mipp.selection;

import java.util.List;
import org.mipp.capture.Activations;

/** Measures what a cut costs at the network's outputs: what a budget of the whole network may be shared out by. */
public interface OutputLoss {

    /**
     * Tries cuts of one layer each, all others being whole.
     *
     * @param activations of the network
     * @param trials each the nodes that stay of one layer
     * @return of each trial the loss, in nats; NaN where what came out of the network is not finite
     * @throws IllegalArgumentException if nothing can be learned from its outputs
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    List<Double> of(Activations activations, List<Mask> trials);
}
