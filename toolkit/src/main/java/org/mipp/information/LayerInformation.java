package org.mipp.information;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the nodes of one layer tell the next layer's linear map, in nats.
 *
 * @param layer the layer's name
 * @param nodes one entry per node, in order
 * @param total I(X; Y) of all nodes together
 * @param threshold what a node's {@code unique} stays below with probability {@code confidence} if it tells nothing of
 *     its own; absent with too few samples for a test
 * @param confidence that probability
 * @param warnings what to know before the numbers are believed, for display
 */
public record LayerInformation(
        String layer,
        List<NodeInformation> nodes,
        double total,
        OptionalDouble threshold,
        double confidence,
        List<String> warnings) {

    /** Copies the lists. */
    public LayerInformation {
        nodes = List.copyOf(nodes);
        warnings = List.copyOf(warnings);
    }

    /** {@return how many nodes tell the next layer something that no other node tells, as far as the test can see} */
    public long significant() {
        return nodes.stream()
                .filter(node -> node.unique() > threshold.orElse(0))
                .count();
    }
}
