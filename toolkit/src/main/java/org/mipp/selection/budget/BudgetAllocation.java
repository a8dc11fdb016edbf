package org.mipp.selection.budget;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mipp.capture.Activations;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.run.Provenance;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.WholePaths;

/**
 * Shares a budget of the whole network out over its layers: from all removal paths, followed to their ends, to the number
 * of nodes that stay in each layer.
 */
public final class BudgetAllocation {

    /** The removal of one node, and the threshold from which on it goes. */
    private record Step(RemovalOrder.Node node, double threshold) {}

    private final Structure structure;
    private final NetworkBudget budget;
    private final List<RemovalPath> paths;
    private final RemovalOrder order;

    public BudgetAllocation(Architecture architecture, NetworkBudget budget, List<RemovalPath> paths) {
        this.structure = architecture.structure();
        this.budget = budget;
        this.paths = paths;
        List<Step> steps = new ArrayList<>();
        for (RemovalPath path : paths) {
            PrunableLayer layer = layer(path);
            double weight =
                    layer.makers().size() / (budget.weighting() == NetworkBudget.Weighting.LOSS ? 1.0 : price(path));
            double threshold = Double.NEGATIVE_INFINITY;
            for (Removal removal : path.removals()) {
                threshold = Math.max(threshold, weight * overAllReaders(removal, layer));
                steps.add(new Step(new RemovalOrder.Node(path.layer(), removal.node()), threshold));
            }
        }
        steps.sort(Comparator.comparingDouble(Step::threshold)); // stable: each path keeps its order
        this.order = new RemovalOrder(structure, steps.stream().map(Step::node).toList());
    }

    /**
     * Selects by a method that has removal paths: once without restriction for the paths, then from outputs to inputs at
     * the widths that they lead to. Which nodes go may differ between the two; where maps see only parts of a layer, so
     * may the cost, and the aim is lowered by the excess.
     */
    public static Masks select(SelectionMethod method, Activations activations, NetworkBudget budget) {
        Masks all = method.select(activations, new WholePaths());
        Architecture architecture = activations.stage().network().architecture();
        BudgetAllocation allocation = new BudgetAllocation(architecture, budget, all.paths());
        double seconds = all.provenance().seconds();
        long most = budget.most(architecture);
        for (long aim = most; ; ) {
            Masks masks = method.select(activations, allocation.widths(aim));
            seconds += masks.provenance().seconds();
            long excess = allocation.cost(masks) - most;
            if (excess <= 0) {
                Provenance last = masks.provenance();
                return new Masks(
                        activations,
                        masks.method(),
                        budget,
                        masks.masks(),
                        masks.paths(),
                        masks.warnings(),
                        new Provenance(last.seed(), last.samples(), last.device(), seconds));
            }
            aim -= excess;
        }
    }

    /** The widths of the first network along the steps that costs no more than that. */
    public Budget.KeptCounts widths(long aim) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        paths.forEach(path -> counts.put(path.layer(), path.nodes()));
        order.order()
                .subList(0, order.until(budget, aim))
                .forEach(gone -> counts.merge(gone.layer(), -1, Integer::sum));
        return new Budget.KeptCounts(counts);
    }

    private PrunableLayer layer(RemovalPath path) {
        return structure.prunable().stream()
                .filter(layer -> layer.name().equals(path.layer()))
                .findFirst()
                .orElseThrow();
    }

    /** Nats are a sum over all maps that read the layer, shares a mean. */
    private static double overAllReaders(Removal removal, PrunableLayer layer) {
        return removal.share().isPresent()
                ? removal.share().getAsDouble() * layer.readers().size()
                : removal.nats();
    }

    /** What one node of a layer adds to the cost of the network, the first to go being counted. */
    private double price(RemovalPath path) {
        if (path.removals().isEmpty()) {
            return 1;
        }
        RemovalOrder first = new RemovalOrder(
                structure,
                List.of(new RemovalOrder.Node(
                        path.layer(), path.removals().get(0).node())));
        return first.cost(budget.resource(), 0) - first.cost(budget.resource(), 1);
    }

    private long cost(Masks masks) {
        return budget.resource().of(structure.cut(masks.kept()));
    }
}
