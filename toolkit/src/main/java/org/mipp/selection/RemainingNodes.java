package org.mipp.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.mipp.network.structure.PrunableLayer;

/**
 * The nodes of a layer that are left while a selection goes on. Sees to it that no map of a network is left without nodes:
 * one of the layer's stays, and one of each of its parts.
 */
public final class RemainingNodes {

    private final PrunableLayer layer;
    private final List<List<Integer>> groups = new ArrayList<>(); // the nodes that are left of each
    private final boolean[] gone;
    private int left;

    /**
     * Starts with all nodes in.
     *
     * @param layer the layer
     */
    public RemainingNodes(PrunableLayer layer) {
        this.layer = layer;
        this.gone = new boolean[layer.nodes()];
        this.left = layer.nodes();
        layer.parts().forEach(part -> groups.add(new ArrayList<>(part)));
    }

    /** {@return the layer} */
    public PrunableLayer layer() {
        return layer;
    }

    /** {@return how many nodes are left} */
    public int count() {
        return left;
    }

    /** {@return the nodes that are left, in ascending order} */
    public int[] nodes() {
        return IntStream.range(0, gone.length).filter(node -> !gone[node]).toArray();
    }

    /**
     * Says whether a node may go next.
     *
     * @param node the node
     * @return whether it is left, and not the last of anything
     */
    public boolean mayGo(int node) {
        return !gone[node] && left > 1 && groups.stream().noneMatch(part -> part.size() == 1 && part.get(0) == node);
    }

    /**
     * Notes that a node goes.
     *
     * @param node a node that may go
     */
    public void remove(int node) {
        gone[node] = true;
        left--;
        groups.forEach(part -> part.remove((Integer) node));
    }
}
