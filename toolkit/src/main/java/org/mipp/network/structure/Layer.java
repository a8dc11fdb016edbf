package org.mipp.network.structure;

import static org.mipp.run.Checks.argument;

import java.util.List;
import org.mipp.network.operation.Operation;

/**
 * A named operation and what it reads.
 *
 * @param name unique in its network; parameters are named after it as PyTorch does, for example {@code conv1.weight}
 * @param operation what it does
 * @param inputs the layers that it reads, in order; {@link Architecture#INPUT} for the network's input
 */
public record Layer(String name, Operation operation, List<String> inputs) {

    private static final int LONGEST_NAME = 4000;

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the name is empty or absurdly long, or it reads nothing
     */
    public Layer {
        argument(
                !name.isEmpty() && name.length() <= LONGEST_NAME,
                "layer: expected a name of 1 to %d characters, got %d; shorten it",
                LONGEST_NAME,
                name.length());
        argument(!inputs.isEmpty(), "layer %s: expected the input or another layer to read, got none", name);
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
