package org.mipp.baseline;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.selection.Budget;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.RemainingNodes;
import org.mipp.selection.WidthRule;
import org.mipp.selection.budget.LayerOrder;
import org.mipp.selection.budget.RemovalOrder;

/**
 * Removes the nodes with the lowest scores, in one step or several, until a budget is met. Nodes that have gone do not come
 * back.
 *
 * <p>Budgets that fix widths compare the nodes of each layer with each other ("local"). Budgets of the whole network
 * compare all nodes ("global"): the lowest scores go first, whatever they save, since the methods' papers rank so; {@link
 * NetworkBudget#weighting} does not matter. In step t of T, the share {@code rho^(t / T)} stays, rho being the share that the
 * budget leaves: of each layer's nodes, or of the network's parameters, MACs or nodes. Shared out by measured losses, such a
 * budget compares the nodes of each layer with each other, too.
 */
final class LowestScoreRemoval {

    private final String method;
    private final Structure structure;
    private final List<PrunableLayer> layers;
    private final Budget budget;
    private final int steps;
    private final List<RemovalOrder.Node> gone = new ArrayList<>(); // in the order in which they went
    private Optional<Budget.KeptCounts> shared = Optional.empty();

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
        return new RemovalOrder(structure, List.of(), WidthRule.NONE).kept(gone);
    }

    /**
     * Makes the order in which the nodes of each layer would go, by their scores.
     *
     * @param scores for every layer to choose from one per node
     * @return the orders, in the order of the layers
     * @throws IllegalArgumentException if a score is not a number
     */
    List<LayerOrder> orders(Map<String, double[]> scores) {
        Map<String, RemainingNodes> guards = new LinkedHashMap<>();
        layers.forEach(layer -> guards.put(layer.name(), new RemainingNodes(layer)));
        Map<String, List<Integer>> going = new LinkedHashMap<>();
        layers.forEach(layer -> going.put(layer.name(), new ArrayList<>()));
        for (RemovalOrder.Node node : lowestFirst(scores)) {
            if (guards.get(node.layer()).mayGo(node.node())) {
                guards.get(node.layer()).remove(node.node());
                going.get(node.layer()).add(node.node());
            }
        }
        return layers.stream()
                .map(layer -> new LayerOrder(layer, going.get(layer.name()), List.of()))
                .toList();
    }

    /** Goes for widths that were found for a budget of the whole network, instead of comparing nodes of different layers. */
    void shared(Budget.KeptCounts widths) {
        shared = Optional.of(widths);
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
        List<RemovalOrder.Node> lowest = lowestFirst(scores);
        List<RemovalOrder.Node> order = new ArrayList<>(gone);
        Map<String, RemainingNodes> remaining = new LinkedHashMap<>();
        layers.forEach(layer -> remaining.put(layer.name(), new RemainingNodes(layer)));
        gone.forEach(node -> remaining.get(node.layer()).remove(node.node()));
        append(order, lowest, remaining, layer -> least(layer, step));
        if (!(budget instanceof NetworkBudget whole)) {
            take(order);
        } else if (shared.isEmpty()) {
            take(followed(whole, order, gone.size(), step));
        } else if (step < steps) {
            take(order);
        } else { // where maps see parts of a layer, other nodes at these widths may cost more
            int atWidths = order.size();
            append(order, lowest, remaining, layer -> 1);
            take(followed(whole, order, atWidths, step));
        }
    }

    private void take(List<RemovalOrder.Node> going) {
        List<RemovalOrder.Node> all = List.copyOf(going);
        gone.clear();
        gone.addAll(all);
    }

    private static void append(
            List<RemovalOrder.Node> order,
            List<RemovalOrder.Node> lowest,
            Map<String, RemainingNodes> remaining,
            ToIntFunction<PrunableLayer> least) {
        for (RemovalOrder.Node node : lowest) {
            RemainingNodes ofLayer = remaining.get(node.layer());
            if (ofLayer.mayGo(node.node()) && ofLayer.count() > least.applyAsInt(ofLayer.layer())) {
                ofLayer.remove(node.node());
                order.add(node);
            }
        }
    }

    /** How many nodes of a layer have to stay in a step. */
    private int least(PrunableLayer layer, int step) {
        Optional<Budget.Widths> widths =
                budget instanceof Budget.Widths own ? Optional.of(own) : shared.map(found -> (Budget.Widths) found);
        return widths.map(own -> (int) Math.rint(share(layer.nodes(), own.kept(layer), step)))
                .orElse(1);
    }

    /** The nodes that are gone when the network meets a step's share; the first of them are, whatever it costs. */
    private List<RemovalOrder.Node> followed(NetworkBudget whole, List<RemovalOrder.Node> order, int surely, int step) {
        Architecture architecture = structure.architecture();
        RemovalOrder removals = new RemovalOrder(structure, order, whole.rule());
        long most = whole.most(architecture);
        long all = whole.resource().of(architecture);
        if (step == 1) {
            removals.until(whole, most); // what fails in the last step is to fail at once
        }
        long aim = most >= all ? most : (long) share(all, most, step);
        int first = 0;
        while (removals.gone(first).size() < surely) {
            first++;
        }
        int taken = Math.max(first, removals.until(whole, aim));
        return step == steps ? removals.withoutThoseThatFit(whole, aim, first, taken) : removals.gone(taken);
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
