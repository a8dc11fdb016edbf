package org.mipp.selection.budget;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mipp.network.structure.CutCosts;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.WidthRule;

/**
 * One order in which nodes of all layers of a network would go, and what is left of the network on the way. Where a rule allows
 * only some widths, nodes of a layer go together, from one such width to the next, when the last of them is due.
 */
public final class RemovalOrder {

    /**
     * A node of a network.
     *
     * @param layer its prunable layer
     * @param node its number there
     */
    public record Node(String layer, int node) {}

    private final Structure structure;
    private final CutCosts costs;
    private final WidthRule rule;
    private final List<List<Node>> steps = new ArrayList<>(); // nodes of one layer each

    /**
     * Makes the steps.
     *
     * @param structure of the network
     * @param order what goes first, each node once
     * @param rule which widths layers may have
     */
    public RemovalOrder(Structure structure, List<Node> order, WidthRule rule) {
        this.structure = structure;
        this.costs = CutCosts.of(structure);
        this.rule = rule;
        Map<String, Integer> nodes = new HashMap<>();
        structure.prunable().forEach(layer -> nodes.put(layer.name(), layer.nodes()));
        Map<String, Integer> left = new HashMap<>(nodes);
        Map<String, List<Node>> due = new LinkedHashMap<>();
        for (Node node : order) {
            due.computeIfAbsent(node.layer, layer -> new ArrayList<>()).add(node);
            if (rule.allows(nodes.get(node.layer), left.merge(node.layer, -1, Integer::sum))) {
                steps.add(due.remove(node.layer));
            }
        }
    }

    /** {@return how many steps there are} */
    public int size() {
        return steps.size();
    }

    /**
     * Lists the nodes of the first steps.
     *
     * @param taken how many steps
     * @return the nodes that have gone, in order
     */
    public List<Node> gone(int taken) {
        return steps.subList(0, taken).stream().flatMap(List::stream).toList();
    }

    /**
     * Says what is left without some nodes.
     *
     * @param gone the nodes that have gone
     * @return the nodes that are left
     */
    public KeptNodes kept(List<Node> gone) {
        Map<String, boolean[]> kept = new LinkedHashMap<>();
        for (PrunableLayer layer : structure.prunable()) {
            boolean[] nodes = new boolean[layer.nodes()];
            Arrays.fill(nodes, true);
            kept.put(layer.name(), nodes);
        }
        gone.forEach(node -> kept.get(node.layer)[node.node] = false);
        return KeptNodes.of(kept);
    }

    private long cost(NetworkBudget budget, List<Node> gone) {
        return budget.resource().of(costs, kept(gone));
    }

    /**
     * Follows the order until the network meets a target, by bisection.
     *
     * @param budget what is counted
     * @param aim how much of it may be left, at most as much as the budget allows
     * @return the smallest number of steps after which the network costs no more than that
     * @throws IllegalArgumentException if it costs more even in the end
     */
    public int until(NetworkBudget budget, long aim) {
        long least = cost(budget, gone(size()));
        argument(
                least <= aim,
                "%s: expected a target of at least %d, what %s costs when every layer is at the end of its removal path%s,"
                        + " got %d; allow more",
                budget.resource(),
                least,
                structure.architecture().name(),
                rule.equals(WidthRule.NONE) ? "" : " (" + rule + ")",
                budget.most(structure.architecture()));
        int tooFew = -1;
        int enough = size();
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (cost(budget, gone(middle)) <= aim) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    /**
     * Puts nodes back that have gone, the last first, as long as they fit: the last step may have saved more than was left to
     * save. Those of a layer come back in their order.
     *
     * @param budget what is counted
     * @param aim how much of it may be left
     * @param stay how many steps, from the first on, are not to be undone
     * @param taken how many steps were taken, after which the network costs no more than that
     * @return the nodes that are gone in the end, in order
     */
    public List<Node> withoutThoseThatFit(NetworkBudget budget, long aim, int stay, int taken) {
        List<List<Node>> going = new ArrayList<>(steps.subList(0, taken));
        Set<String> full = new HashSet<>();
        for (int i = taken - 1; i >= stay && full.size() < structure.prunable().size(); i--) {
            List<Node> step = going.get(i);
            String layer = step.get(0).layer;
            if (!full.contains(layer)) {
                going.set(i, List.of());
                if (cost(budget, going.stream().flatMap(List::stream).toList()) > aim) {
                    going.set(i, step);
                    full.add(layer);
                }
            }
        }
        return going.stream().flatMap(List::stream).toList();
    }
}
