package org.mipp.network;

import java.util.List;

/**
 * A named operation and what it reads.
 *
 * @param name unique in its network; parameters are named after it as PyTorch does, for example {@code conv1.weight}
 * @param operation what it does
 * @param inputs the layers that it reads, in order; {@link Architecture#INPUT} for the network's input
 */
public record Layer(String name, Operation operation, List<String> inputs) {

    /** Copies the list. */
    public Layer {
        inputs = List.copyOf(inputs);
    }

    /**
     * Names the only layer that it reads.
     *
     * @return the first input
     */
    public String input() {
        return inputs.get(0);
    }
}
