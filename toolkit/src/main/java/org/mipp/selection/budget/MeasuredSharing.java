package org.mipp.selection.budget;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mipp.capture.Activations;
import org.mipp.network.structure.Structure;
import org.mipp.selection.Budget;
import org.mipp.selection.LossCurve;
import org.mipp.selection.NetworkBudget;

/**
 * Shares a budget out by what is lost at the network's outputs: each layer alone is cut at five to seven widths, and those
 * widths are chosen whose losses have the smallest sum under the target.
 *
 * <p>Where the costs of the layers add up, as those of the insides of residual blocks do, the choice is exact ({@link
 * Knapsack}); where they multiply, as along a chain or with a residual stream, layers give nodes one after the other ({@link
 * SteepestDescent}). Then nodes are put back while they fit. That losses of single cuts add up is an assumption: on ResNet-20
 * measuring again inside the cut network gave the same widths. How the losses are measured is said by the {@link
 * org.mipp.selection.OutputLoss}; layers that are not chosen from stay whole.
 */
public final class MeasuredSharing implements Sharing {

    private static final String NO_PATH =
            "the losses at the outputs were interpolated between the measured widths alone: this"
                    + " method has no removal path of its own losses";

    private final Structure structure;
    private final NetworkBudget budget;
    private final List<LayerOrder> orders;
    private final WidthCosts costs;
    private final List<LossCurve> curves;
    private final List<String> warnings;

    /**
     * Measures.
     *
     * @param activations of the network
     * @param budget one that has something to measure by
     * @param orders in which the nodes of each layer would go
     * @throws IllegalArgumentException if the budget cannot be met, before anything is measured
     */
    public MeasuredSharing(Activations activations, NetworkBudget budget, List<LayerOrder> orders) {
        this.structure = activations.stage().network().architecture().structure();
        this.budget = budget;
        this.orders = List.copyOf(orders);
        this.costs = new WidthCosts(structure, budget, orders);
        requirePossible(budget.most(structure.architecture()));
        LossTrials trials = new LossTrials(activations, budget.measured().orElseThrow(), orders, budget.rule());
        this.curves = trials.curves();
        boolean scored = orders.stream()
                .allMatch(order -> order.nodes().isEmpty() || !order.losses().isEmpty());
        this.warnings = Stream.concat(trials.warnings().stream(), scored ? Stream.empty() : Stream.of(NO_PATH))
                .toList();
    }

    private void requirePossible(long aim) {
        List<RemovalOrder.Node> all = orders.stream()
                .flatMap(order -> order.nodes().stream()
                        .map(node -> new RemovalOrder.Node(order.layer().name(), node)))
                .toList();
        new RemovalOrder(structure, all, budget.rule()).until(budget, aim);
    }

    @Override
    public Budget.KeptCounts widths(long aim) {
        requirePossible(aim);
        int[] widths = costs.of(costs.whole()) <= aim
                ? costs.whole()
                : costs.add() ? Knapsack.widths(costs, curves, aim) : SteepestDescent.widths(costs, curves, aim);
        for (boolean more = true; more; ) {
            more = putBack(widths, aim);
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < widths.length; i++) {
            counts.put(orders.get(i).layer().name(), widths[i]);
        }
        return new Budget.KeptCounts(counts);
    }

    /** Widens the layer that gains most per cost, of those that fit. */
    private boolean putBack(int[] widths, long aim) {
        long now = costs.of(widths);
        int best = -1;
        double most = -1;
        for (int i = 0; i < widths.length; i++) {
            int wider = costs.above(i, widths[i]);
            long more = wider > widths[i] ? costs.with(widths, i, wider) - now : Long.MAX_VALUE;
            if (more <= aim - now) {
                double gain = (curves.get(i).at(widths[i]) - curves.get(i).at(wider)) / Math.max(1, more);
                if (gain > most) {
                    most = gain;
                    best = i;
                }
            }
        }
        if (best >= 0) {
            widths[best] = costs.above(best, widths[best]);
        }
        return best >= 0;
    }

    /** {@return what each layer's width costs at the outputs, in the order of the layers} */
    public List<LossCurve> curves() {
        return curves;
    }

    /** {@return what to know of the measurement} */
    public List<String> warnings() {
        return warnings;
    }
}
