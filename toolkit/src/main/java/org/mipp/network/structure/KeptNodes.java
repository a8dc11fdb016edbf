package org.mipp.network.structure;

import static org.mipp.run.Checks.argument;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes of a network's prunable layers stay. Immutable; layers that it does not name stay whole.
 *
 * <pre>{@code
 * KeptNodes.ALL.with("conv1", new boolean[] {true, false, true})
 * }</pre>
 */
public final class KeptNodes {

    /** Every node of every layer. */
    public static final KeptNodes ALL = new KeptNodes(Map.of());

    private final Map<String, boolean[]> stays;

    private KeptNodes(Map<String, boolean[]> stays) {
        this.stays = stays;
    }

    /**
     * Takes the nodes of several layers.
     *
     * @param stays by the name of a prunable layer, whether each of its nodes stays; copied
     * @return the nodes that stay
     */
    public static KeptNodes of(Map<String, boolean[]> stays) {
        Map<String, boolean[]> copy = new HashMap<>();
        stays.forEach((layer, nodes) -> copy.put(layer, nodes.clone()));
        return new KeptNodes(copy);
    }

    /**
     * Takes all nodes of some layers away, as nothing that is to compute may.
     *
     * @param layers prunable layers
     * @return none of their nodes, all of the other layers
     */
    public static KeptNodes none(List<PrunableLayer> layers) {
        return new KeptNodes(
                layers.stream().collect(Collectors.toMap(PrunableLayer::name, layer -> new boolean[layer.nodes()])));
    }

    /**
     * Says which nodes of one layer stay.
     *
     * @param layer the name of a prunable layer
     * @param nodes whether each of its nodes stays; copied
     * @return the same of all other layers
     */
    public KeptNodes with(String layer, boolean[] nodes) {
        Map<String, boolean[]> changed = new HashMap<>(stays);
        changed.put(layer, nodes.clone());
        return new KeptNodes(changed);
    }

    /**
     * Says whether one node stays.
     *
     * @param layer the name of its prunable layer
     * @param node its number
     * @return whether it stays; every node of a layer that is not named here does
     * @throws IllegalArgumentException if the layer is named here and has no such node
     */
    public boolean stays(String layer, int node) {
        boolean[] nodes = stays.get(layer);
        if (nodes == null) {
            return true;
        }
        if (node < 0 || node >= nodes.length) {
            argument(false, "%s: expected a node from 0 to %d, got %d", layer, nodes.length - 1, node);
        }
        return nodes[node];
    }

    /** For each node of a layer whether it stays; null if all do. Not to be written to. */
    boolean @Nullable [] flags(String layer) {
        return stays.get(layer);
    }

    /**
     * Lists the nodes of one layer that stay.
     *
     * @param layer the prunable layer
     * @return their numbers, in ascending order
     */
    public int[] of(PrunableLayer layer) {
        return IntStream.range(0, layer.nodes())
                .filter(node -> stays(layer.name(), node))
                .toArray();
    }
}
