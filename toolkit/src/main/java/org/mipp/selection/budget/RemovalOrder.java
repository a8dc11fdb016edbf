package org.mipp.selection.budget;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.selection.NetworkBudget;

/**
 * One order in which nodes of all layers of a network would go, and what is left of the network on the way.
 *
 * @param structure of the network
 * @param order what goes first, each node once
 */
public record RemovalOrder(Structure structure, List<Node> order) {

    /**
     * A node of a network.
     *
     * @param layer its prunable layer
     * @param node its number there
     */
    public record Node(String layer, int node) {}

    /** Copies the list. */
    public RemovalOrder {
        order = List.copyOf(order);
    }

    /**
     * Says what is left on the way.
     *
     * @param removals how many nodes have gone
     * @return the nodes that are left
     */
    public KeptNodes kept(int removals) {
        Map<String, boolean[]> kept = new LinkedHashMap<>();
        for (PrunableLayer layer : structure.prunable()) {
            boolean[] nodes = new boolean[layer.nodes()];
            Arrays.fill(nodes, true);
            kept.put(layer.name(), nodes);
        }
        order.subList(0, removals).forEach(gone -> kept.get(gone.layer())[gone.node()] = false);
        return KeptNodes.of(kept);
    }

    /**
     * Says what the network costs on the way.
     *
     * @param resource what is counted
     * @param removals how many nodes have gone
     * @return how much of the resource is needed
     */
    public long cost(NetworkBudget.Resource resource, int removals) {
        return resource.of(structure.cut(kept(removals)));
    }

    /**
     * Follows the order until the network meets a target, by bisection.
     *
     * @param budget what is counted
     * @param aim how much of it may be left, at most as much as the budget allows
     * @return the smallest number of removals after which the network costs no more than that
     * @throws IllegalArgumentException if it costs more even in the end
     */
    public int until(NetworkBudget budget, long aim) {
        long least = cost(budget.resource(), order.size());
        argument(
                least <= aim,
                "%s: expected a target of at least %d, what %s costs when every layer is at the end of its removal path,"
                        + " got %d; allow more",
                budget.resource(),
                least,
                structure.architecture().name(),
                budget.most(structure.architecture()));
        int tooFew = -1;
        int enough = order.size();
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (cost(budget.resource(), middle) <= aim) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }
}
