package org.mipp.selection.budget;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mipp.network.structure.CutCosts;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.selection.NetworkBudget;

/** What a network costs at given widths, its nodes going in given orders; and which widths there are. */
final class WidthCosts {

    private final CutCosts costs;
    private final NetworkBudget budget;
    private final List<LayerOrder> orders;

    WidthCosts(Structure structure, NetworkBudget budget, List<LayerOrder> orders) {
        this.costs = CutCosts.of(structure);
        this.budget = budget;
        this.orders = List.copyOf(orders);
    }

    int layers() {
        return orders.size();
    }

    /** The cost at a width of each layer. */
    long of(int[] widths) {
        Map<String, boolean[]> kept = new HashMap<>();
        for (int i = 0; i < widths.length; i++) {
            kept.put(orders.get(i).layer().name(), orders.get(i).flags(widths[i]));
        }
        return budget.resource().of(costs, KeptNodes.of(kept));
    }

    /** The cost with one width changed. */
    long with(int[] widths, int layer, int width) {
        int[] changed = widths.clone();
        changed[layer] = width;
        return of(changed);
    }

    int[] whole() {
        return orders.stream().mapToInt(order -> order.layer().nodes()).toArray();
    }

    int[] least() {
        return orders.stream()
                .mapToInt(order -> budget.rule().raised(order.layer().nodes(), order.least()))
                .toArray();
    }

    /** The next width below one, by about so many nodes; itself if there is none. */
    int below(int layer, int width, int nodes) {
        int all = orders.get(layer).layer().nodes();
        for (int next = width - nodes; next >= orders.get(layer).least(); next--) {
            if (budget.rule().allows(all, next)) {
                return next;
            }
        }
        int least = budget.rule().raised(all, orders.get(layer).least());
        return Math.min(width, least);
    }

    /** The next width above one; itself if there is none. */
    int above(int layer, int width) {
        int all = orders.get(layer).layer().nodes();
        return width == all ? width : budget.rule().raised(all, width + 1);
    }

    /** Whether what a node of one layer costs depends on the width of the other: some map makes or reads nodes of both. */
    boolean multiply(int one, int other) {
        if (budget.resource() == NetworkBudget.Resource.NODES) {
            return false;
        }
        Set<String> shared = maps(orders.get(one).layer());
        shared.retainAll(maps(orders.get(other).layer()));
        return !shared.isEmpty();
    }

    private static Set<String> maps(PrunableLayer layer) {
        Set<String> maps = new HashSet<>(layer.makers());
        layer.readers().forEach(reader -> maps.add(reader.map()));
        return maps;
    }

    /** Whether the costs of all layers add up. */
    boolean add() {
        for (int one = 0; one < layers(); one++) {
            for (int other = 0; other < one; other++) {
                if (multiply(one, other)) {
                    return false;
                }
            }
        }
        return true;
    }
}
