package org.mipp.selection.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.CutCosts;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.selection.Budget;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;

/**
 * Shares a budget of the whole network out over its layers: from all removal paths, followed to their ends, to the number
 * of nodes that stay in each layer.
 */
public final class BudgetAllocation implements Sharing {

    /** The removal of one node, and the threshold from which on it goes. */
    private record Step(RemovalOrder.Node node, double threshold) {}

    private final Structure structure;
    private final NetworkBudget budget;
    private final List<RemovalPath> paths;
    private final RemovalOrder order;
    private final CutCosts costs;

    /** Weighs removals by what they cost the maps that read the layer, as the budget says. */
    public BudgetAllocation(Architecture architecture, NetworkBudget budget, List<RemovalPath> paths) {
        this(architecture, budget, paths, new LossOfReaders(budget.weighting()));
    }

    /**
     * Puts the removals of all layers into one order.
     *
     * @param architecture of the network
     * @param budget what is shared out
     * @param paths of the layers that it is shared out over, followed to their ends
     * @param cost by which removals of different layers are weighed against each other
     */
    public BudgetAllocation(
            Architecture architecture, NetworkBudget budget, List<RemovalPath> paths, RemovalLoss cost) {
        this.structure = architecture.structure();
        this.budget = budget;
        this.paths = paths;
        this.costs = CutCosts.of(structure);
        List<Step> steps = new ArrayList<>();
        for (RemovalPath path : paths) {
            PrunableLayer layer = layer(path);
            double saved = saved(path);
            double threshold = Double.NEGATIVE_INFINITY;
            for (Removal removal : path.removals()) {
                threshold = Math.max(threshold, cost.of(layer, removal, saved));
                steps.add(new Step(new RemovalOrder.Node(path.layer(), removal.node()), threshold));
            }
        }
        steps.sort(Comparator.comparingDouble(Step::threshold)); // stable: each path keeps its order
        this.order = new RemovalOrder(structure, steps.stream().map(Step::node).toList(), budget.rule());
    }

    @Override
    public Budget.KeptCounts widths(long aim) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        paths.forEach(path -> counts.put(path.layer(), path.nodes()));
        order.withoutThoseThatFit(budget, aim, 0, order.until(budget, aim))
                .forEach(gone -> counts.merge(gone.layer(), -1, Integer::sum));
        return new Budget.KeptCounts(counts);
    }

    private PrunableLayer layer(RemovalPath path) {
        return structure.prunable().stream()
                .filter(layer -> layer.name().equals(path.layer()))
                .findFirst()
                .orElseThrow();
    }

    /** What one node of a layer adds to the cost of the network, the first to go being counted. */
    private double saved(RemovalPath path) {
        if (path.removals().isEmpty()) {
            return 1;
        }
        boolean[] kept = new boolean[path.nodes()];
        Arrays.fill(kept, true);
        kept[path.removals().get(0).node()] = false;
        return (double) budget.resource().of(structure.architecture())
                - budget.resource().of(costs, KeptNodes.ALL.with(path.layer(), kept));
    }
}
