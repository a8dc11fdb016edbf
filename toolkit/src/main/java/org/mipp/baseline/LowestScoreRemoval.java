package org.mipp.baseline;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.selection.Budget;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.RemainingNodes;
import org.mipp.selection.budget.RemovalOrder;

/**
 * Removes the nodes with the lowest scores, in one step or several, until a budget is met. Nodes that have gone do not come
 * back.
 *
 * <p>Budgets that fix widths compare the nodes of each layer with each other ("local"). Budgets of the whole network
 * compare all nodes ("global"): the lowest scores go first, whatever they save, since the methods' papers rank so; {@link
 * NetworkBudget#weighting} does not matter. In step t of T, the share {@code rho^(t / T)} stays, rho being the share that the
 * budget leaves: of each layer's nodes, or of the network's parameters, MACs or nodes.
 */
final class LowestScoreRemoval {

    private final String method;
    private final Structure structure;
    private final List<PrunableLayer> layers;
    private final Budget budget;
    private final int steps;
    private final List<RemovalOrder.Node> gone = new ArrayList<>(); // in the order in which they went

    /**
     * Starts with all nodes.
     *
     * @param method the name of the method, for messages
     * @param structure where the nodes are
     * @param layers those to choose from
     * @param budget when to stop
     * @param steps in how many steps to get there
     * @throws IllegalArgumentException if scores cannot follow such a budget
     */
    LowestScoreRemoval(String method, Structure structure, List<PrunableLayer> layers, Budget budget, int steps) {
        argument(
                budget instanceof Budget.Widths || budget instanceof NetworkBudget,
                "%s: expected a budget that says how much stays, got '%s';"
                        + " use a kept fraction, the widths of other masks, or parameters, MACs or nodes of the network",
                method,
                budget);
        budget.requireFit(structure.architecture());
        this.method = method;
        this.structure = structure;
        this.layers = layers;
        this.budget = budget;
        this.steps = steps;
    }

    /** {@return the nodes that are left} */
    KeptNodes kept() {
        return new RemovalOrder(structure, gone).kept(gone.size());
    }

    /**
     * Takes out the nodes with the lowest scores, as long as they may go and the step's share is not reached. Equal scores
     * go from input to output and from the first node on.
     *
     * @param step which step, from 1
     * @param scores for every layer to choose from one per node; those of nodes that have gone do not matter
     * @throws IllegalArgumentException if a score is not a number, or the budget cannot be met
     */
    void takeOut(int step, Map<String, double[]> scores) {
        List<RemovalOrder.Node> order = new ArrayList<>(gone);
        Map<String, RemainingNodes> guards = new LinkedHashMap<>();
        Map<String, Integer> left = new LinkedHashMap<>();
        for (PrunableLayer layer : layers) {
            guards.put(layer.name(), new RemainingNodes(layer));
            left.put(layer.name(), layer.nodes() - least(layer, step));
        }
        gone.forEach(node -> {
            guards.get(node.layer()).remove(node.node());
            left.merge(node.layer(), -1, Integer::sum);
        });
        for (RemovalOrder.Node node : lowestFirst(scores)) {
            if (left.get(node.layer()) > 0 && guards.get(node.layer()).mayGo(node.node())) {
                guards.get(node.layer()).remove(node.node());
                left.merge(node.layer(), -1, Integer::sum);
                order.add(node);
            }
        }
        int going = budget instanceof NetworkBudget whole ? removals(whole, order, step) : order.size();
        gone.addAll(order.subList(gone.size(), going));
    }

    /** How many nodes of a layer have to stay in a step. */
    private int least(PrunableLayer layer, int step) {
        return budget instanceof Budget.Widths widths
                ? (int) Math.rint(share(layer.nodes(), widths.kept(layer), step))
                : 1;
    }

    private int removals(NetworkBudget whole, List<RemovalOrder.Node> order, int step) {
        Architecture architecture = structure.architecture();
        RemovalOrder removals = new RemovalOrder(structure, order);
        long most = whole.most(architecture);
        long all = whole.resource().of(architecture);
        if (step == 1) {
            removals.until(whole, most); // what fails in the last step is to fail at once
        }
        return Math.max(gone.size(), removals.until(whole, most >= all ? most : (long) share(all, most, step)));
    }

    /** The exponential schedule from all down to what is left in the last step, which is met exactly. */
    private double share(long all, long most, int step) {
        return step == steps ? most : all * Math.pow((double) most / all, (double) step / steps);
    }

    private List<RemovalOrder.Node> lowestFirst(Map<String, double[]> scores) {
        List<RemovalOrder.Node> nodes = new ArrayList<>();
        for (PrunableLayer layer : layers) {
            double[] ofLayer = scores.get(layer.name());
            for (int node = 0; node < layer.nodes(); node++) {
                argument(
                        !Double.isNaN(ofLayer[node]),
                        "%s: expected a score for node %d of %s, got NaN; look for diverged weights",
                        method,
                        node,
                        layer.name());
                nodes.add(new RemovalOrder.Node(layer.name(), node));
            }
        }
        nodes.sort(Comparator.comparingDouble(node -> scores.get(node.layer())[node.node()]));
        return nodes;
    }
}
