package org.mipp.selection;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mipp.capture.Activations;
import org.mipp.network.Architecture;
import org.mipp.network.PrunableLayer;
import org.mipp.network.Structure;
import org.mipp.run.Provenance;

/**
 * Shares a budget of the whole network out over its layers: from all removal paths, followed to their ends, to the number
 * of nodes that stay in each layer.
 */
final class Allocation {

    /** The removal of one node, and the threshold from which on it goes. */
    private record Step(String layer, int node, double threshold) {}

    private final Architecture architecture;
    private final Structure structure;
    private final NetworkBudget budget;
    private final List<RemovalPath> paths;
    private final List<Step> steps = new ArrayList<>(); // of all layers, what goes first

    Allocation(Architecture architecture, NetworkBudget budget, List<RemovalPath> paths) {
        this.architecture = architecture;
        this.structure = Structure.of(architecture);
        this.budget = budget;
        this.paths = paths;
        for (RemovalPath path : paths) {
            double price = budget.weighting() == NetworkBudget.Weighting.LOSS ? 1 : price(path);
            double threshold = Double.NEGATIVE_INFINITY;
            for (Removal removal : path.removals()) {
                threshold = Math.max(threshold, removal.share().orElse(removal.nats()) / price);
                steps.add(new Step(path.layer(), removal.node(), threshold));
            }
        }
        steps.sort(Comparator.comparingDouble(Step::threshold)); // stable: each path keeps its order
    }

    /**
     * Selects by a method that has removal paths: once without restriction for the paths, then from outputs to inputs at
     * the widths that they lead to. Which nodes go may differ between the two; where maps see only parts of a layer, so
     * may the cost, and the aim is lowered by the excess.
     */
    static Masks select(SelectionMethod method, Activations activations, NetworkBudget budget) {
        Masks all = method.select(activations, new WholePaths());
        Architecture architecture = activations.stage().network().architecture();
        Allocation allocation = new Allocation(architecture, budget, all.paths());
        double seconds = all.provenance().seconds();
        long most = budget.most(architecture);
        for (long aim = most; ; ) {
            Masks masks = method.select(activations, allocation.widths(aim));
            seconds += masks.provenance().seconds();
            long excess = allocation.cost(flags(masks)) - most;
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
    Budget.KeptCounts widths(long aim) {
        long least = cost(steps.size());
        argument(
                least <= aim,
                "%s: expected a target of at least %d, what %s costs when every layer is at the end of its removal path,"
                        + " got %d; allow more",
                budget.resource(),
                least,
                architecture.name(),
                budget.most(architecture));
        int tooFew = -1;
        int enough = steps.size();
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (cost(middle) <= aim) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        paths.forEach(path -> counts.put(path.layer(), path.nodes()));
        steps.subList(0, enough).forEach(step -> counts.merge(step.layer(), -1, Integer::sum));
        return new Budget.KeptCounts(counts);
    }

    /** What the network costs after the first steps. */
    private long cost(int taken) {
        Map<String, boolean[]> kept = all();
        steps.subList(0, taken).forEach(step -> kept.get(step.layer())[step.node()] = false);
        return cost(kept);
    }

    /** What one node of a layer adds to the cost of the network, the first to go being counted. */
    private double price(RemovalPath path) {
        if (path.removals().isEmpty()) {
            return 1;
        }
        Map<String, boolean[]> kept = all();
        long before = cost(kept);
        kept.get(path.layer())[path.removals().get(0).node()] = false;
        return before - cost(kept);
    }

    private long cost(Map<String, boolean[]> kept) {
        return budget.resource().of(structure.cut(kept::get));
    }

    private Map<String, boolean[]> all() {
        Map<String, boolean[]> all = new LinkedHashMap<>();
        for (PrunableLayer layer : structure.prunable()) {
            boolean[] nodes = new boolean[layer.nodes()];
            Arrays.fill(nodes, true);
            all.put(layer.name(), nodes);
        }
        return all;
    }

    private static Map<String, boolean[]> flags(Masks masks) {
        Map<String, boolean[]> flags = new LinkedHashMap<>();
        masks.masks().forEach(mask -> flags.put(mask.layer(), mask.flags()));
        return flags;
    }
}
