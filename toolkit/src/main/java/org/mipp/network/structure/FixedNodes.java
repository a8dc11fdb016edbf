package org.mipp.network.structure;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.mipp.network.operation.CrossChannel;

/** Why nodes cannot be pruned because of where they occur: at the ends of the network, and around cross-channel operations. */
final class FixedNodes {

    private FixedNodes() {}

    /** The reasons by groups of tied nodes, of which the function gives those that occur in a layer's output. */
    static Map<Integer, String> of(Architecture architecture, Function<String, IntStream> groupsBehind) {
        Map<Integer, String> reasons = new HashMap<>();
        note(reasons, groupsBehind.apply(architecture.last().name()), "its nodes are the network's outputs");
        note(reasons, groupsBehind.apply(Architecture.INPUT), "its nodes are tied to the network's inputs");
        for (Layer layer : architecture.layers()) {
            if (layer.operation() instanceof CrossChannel operation) {
                String named = layer.name() + " (" + operation.getClass().getSimpleName() + ")";
                note(
                        reasons,
                        groupsBehind.apply(layer.input()),
                        named + " reads all of its nodes together: without one, the others would change");
                note(reasons, groupsBehind.apply(layer.name()), "its nodes are tied to what " + named + " makes");
            }
        }
        return reasons;
    }

    private static void note(Map<Integer, String> reasons, IntStream groups, String reason) {
        groups.forEach(group -> reasons.putIfAbsent(group, reason));
    }
}
