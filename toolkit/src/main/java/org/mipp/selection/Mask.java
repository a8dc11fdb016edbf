package org.mipp.selection;

import static org.mipp.run.Checks.argument;

import java.util.List;
import java.util.stream.IntStream;
import org.mipp.network.structure.PrunableLayer;

/**
 * Which nodes of one layer stay.
 *
 * @param layer the layer's name
 * @param nodes how many nodes it has
 * @param kept the nodes that stay, in ascending order
 */
public record Mask(String layer, int nodes, List<Integer> kept) {

    /**
     * Sorts and checks the kept nodes.
     *
     * @throws IllegalArgumentException if none stays, one repeats, or one does not exist
     */
    public Mask {
        kept = kept.stream().sorted().toList();
        argument(
                !kept.isEmpty(),
                "mask of %s: expected at least one of the %d nodes to stay, got none; the network would be cut in two",
                layer,
                nodes);
        for (int i = 0; i < kept.size(); i++) {
            argument(
                    kept.get(i) >= 0
                            && kept.get(i) < nodes
                            && (i == 0 || !kept.get(i).equals(kept.get(i - 1))),
                    "mask of %s: expected different nodes from 0 to %d, got %s",
                    layer,
                    nodes - 1,
                    kept);
        }
    }

    /**
     * Keeps all nodes of a layer.
     *
     * @param layer the layer
     * @return the mask
     */
    public static Mask all(PrunableLayer layer) {
        return new Mask(
                layer.name(),
                layer.nodes(),
                IntStream.range(0, layer.nodes()).boxed().toList());
    }

    /** {@return the nodes that stay, as an array} */
    public int[] indices() {
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    /** {@return for every node whether it stays} */
    public boolean[] flags() {
        boolean[] flags = new boolean[nodes];
        kept.forEach(node -> flags[node] = true);
        return flags;
    }

    /**
     * Says whether a node stays.
     *
     * @param node the node
     * @return whether it is kept
     */
    public boolean keeps(int node) {
        return kept.contains(node);
    }

    @Override
    public String toString() {
        return layer + ": " + kept.size() + " of " + nodes;
    }
}
