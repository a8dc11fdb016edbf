package org.mipp.selection;

import static org.mipp.run.Checks.argument;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.CutCosts;
import org.mipp.network.structure.KeptNodes;

/**
 * What the whole network may cost after the cut, shared out over its layers at equal marginal loss.
 *
 * <p>Every layer's removal path says what each removal costs its next layer: the share of variance that becomes
 * unexplained or, by methods that do not know it, nats. One threshold holds for the removals of all layers. It is raised
 * until the network meets the target: the smallest threshold that does, so that without the last removal the target
 * would be missed. The marginal loss of a removal is the largest along its path so far, since a node cannot go before
 * those that precede it.
 *
 * <p>The loss of a node counts once for every map that reads it, times the maps that write it: what one reader makes of a
 * damaged residual stream is added to what the others read. Where every layer has one reader and one maker that changes
 * nothing. On ResNet-20 (CIFAR-10, all layers, 1,000 images, cut, with g and not retrained) a half and a quarter of the
 * parameters keep 79.3 % and 69.2 % instead of 69.2 % and 53.2 % where each loss counts once, and of 77.5 % and 61.7 %
 * where it counts for the readers only (2,000 test images); on ResNet-8 (Fashion-MNIST) 89.2 % and 84.7 % instead of
 * 89.4 % and 84.0 %.
 *
 * @param resource what is counted
 * @param target how much of it may be left: a number or, if relative, a share
 * @param relative whether the target is a share of what the network, as it was captured, costs
 * <p>Shared by {@link #sharedBy measured losses}, it weighs by what is lost at the network's outputs instead.
 *
 * <p>Nodes are put back at the end as long as they fit, the dearest first: the last to go may have saved more than was left
 * to save.
 *
 * @param weighting whether losses are compared as they are or per cost that they save
 * @param measured what measures losses at the outputs, if they are to share out the budget
 * @param rule which widths layers may have
 */
public record NetworkBudget(
        NetworkCost resource,
        double target,
        boolean relative,
        Weighting weighting,
        Optional<OutputLoss> measured,
        WidthRule rule)
        implements Budget {

    /** What a network costs. */
    public enum Resource implements NetworkCost {
        /** Numbers that it learns. */
        PARAMETERS("parameters", Architecture::parameterCount, CutCosts::parameters),
        /** Multiply-accumulate operations for one sample. */
        MACS("MACs", Architecture::macs, CutCosts::macs),
        /** Prunable nodes, all layers together. */
        NODES("nodes", Architecture::nodes, CutCosts::nodes);

        private final String label;
        private final ToLongFunction<Architecture> cost;
        private final ToLongBiFunction<CutCosts, KeptNodes> afterCut;

        Resource(String label, ToLongFunction<Architecture> cost, ToLongBiFunction<CutCosts, KeptNodes> afterCut) {
            this.label = label;
            this.cost = cost;
            this.afterCut = afterCut;
        }

        @Override
        public long of(CutCosts costs, KeptNodes kept) {
            return afterCut.applyAsLong(costs, kept);
        }

        @Override
        public long of(Architecture architecture) {
            return cost.applyAsLong(architecture);
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** How the losses of different layers are compared. */
    public enum Weighting {
        /** As they are: the next removal is the one that costs the least. */
        LOSS,
        /**
         * Per cost saved, which is what removing one node of the layer from the whole network saves. The default: on
         * LeNet5, cut, with g and not retrained, 98.6 % against 98.6 % at 20,584 parameters, 98.2 against 97.9 at 9,574,
         * 97.0 against 96.8 at 4,299, 91.0 against 89.3 at 1,334 (means of three seeds).
         */
        LOSS_PER_COST
    }

    /**
     * Checks the target.
     *
     * @throws IllegalArgumentException if it is not a whole number of at least 1, or a share above 0 and at most 1
     */
    public NetworkBudget {
        argument(
                !relative || target > 0 && target <= 1,
                "%s: expected a share above 0 and at most 1, got %s; give a number of %s as a whole number",
                resource,
                target,
                resource);
        argument(
                relative || target >= 1 && target == Math.rint(target),
                "%s: expected a whole number of at least 1, got %s",
                resource,
                target);
    }

    /** A budget that is shared out by what removals cost the maps that read a layer, with any widths. */
    public NetworkBudget(NetworkCost resource, double target, boolean relative, Weighting weighting) {
        this(resource, target, relative, weighting, Optional.empty(), WidthRule.NONE);
    }

    /**
     * Allows a number, losses being compared per cost saved.
     *
     * @param resource what is counted
     * @param most how much of it may be left, at least 1
     * @return the budget
     */
    public static NetworkBudget of(NetworkCost resource, long most) {
        return new NetworkBudget(resource, most, false, Weighting.LOSS_PER_COST);
    }

    /**
     * Allows a share of what the network costs before, losses being compared per cost saved.
     *
     * @param resource what is counted
     * @param share above 0, at most 1
     * @return the budget
     */
    public static NetworkBudget share(NetworkCost resource, double share) {
        return new NetworkBudget(resource, share, true, Weighting.LOSS_PER_COST);
    }

    /**
     * Changes how the losses of different layers are compared.
     *
     * @param changed the new way
     * @return the changed budget
     */
    public NetworkBudget weighted(Weighting changed) {
        return new NetworkBudget(resource, target, relative, changed, measured, rule);
    }

    /**
     * Shares the budget out by what is lost at the network's outputs, measured: each layer alone is cut at a few widths, and
     * the widths are chosen whose losses have the smallest sum. See {@link org.mipp.selection.budget.MeasuredSharing}.
     *
     * @param loss measures
     * @return the changed budget
     */
    public NetworkBudget sharedBy(OutputLoss loss) {
        return new NetworkBudget(resource, target, relative, weighting, Optional.of(loss), rule);
    }

    @Override
    public NetworkBudget ruled(WidthRule changed) {
        return new NetworkBudget(resource, target, relative, weighting, measured, changed);
    }

    @Override
    public NetworkBudget atLeast(double share) {
        return (NetworkBudget) Budget.super.atLeast(share);
    }

    @Override
    public NetworkBudget roundedTo(int multiple) {
        return (NetworkBudget) Budget.super.roundedTo(multiple);
    }

    /**
     * Says what may be left of a network.
     *
     * @param architecture of the network before the cut
     * @return how much of the resource, rounded down
     */
    public long most(Architecture architecture) {
        return (long) (relative ? target * resource.of(architecture) : target);
    }

    @Override
    public String toString() {
        String most = relative ? share() : String.format(Locale.ROOT, "at most %,d %s", (long) target, resource);
        return most
                + (weighting == Weighting.LOSS ? ", losses as they are" : "")
                + measured.map(loss -> ", shared by " + loss).orElse("")
                + (rule.equals(WidthRule.NONE) ? "" : ", " + rule);
    }

    /** As people say it: 32x fewer parameters. Time is not counted in pieces. */
    private String share() {
        double times = 1 / target;
        return resource instanceof Resource && times > 1 && Math.abs(times - Math.rint(times)) < 1e-9
                ? String.format(Locale.ROOT, "%.0fx fewer %s", times, resource)
                : String.format(Locale.ROOT, "at most %s %% of the %s", percent(), resource);
    }

    private String percent() {
        return BigDecimal.valueOf(target).movePointRight(2).stripTrailingZeros().toPlainString();
    }
}
