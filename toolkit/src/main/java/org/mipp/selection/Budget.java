package org.mipp.selection;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.betweenZeroAndOne;
import static org.mipp.run.Checks.notNegative;
import static org.mipp.run.Checks.positive;
import static org.mipp.run.Checks.upToOne;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.LayerNames;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.ledger.SettingsKey;

/** When to stop removing nodes. At least one node always stays in every layer. */
public sealed interface Budget extends RuledBudget permits Budget.PerLayer, NetworkBudget {

    /** {@return what files know the work done for it by: all that it says; budgets are records} */
    default SettingsKey key() {
        return SettingsKey.of(getClass().getSimpleName(), 1, (Record) this);
    }

    /** {@return what to remove first: the node worth the fewest nats, or the one that costs the least variance} */
    default Order order() {
        return Order.SHARE;
    }

    /** {@return the confidence of the test behind {@link Removal#threshold}, where the budget tests} */
    default OptionalDouble testedAt() {
        return OptionalDouble.empty();
    }

    /**
     * Checks that the layers it names are prunable layers of a network.
     *
     * @param architecture of the network
     * @throws IllegalArgumentException if not; it says which name is meant
     */
    default void requireFit(Architecture architecture) {}

    /** By which of its two scores the least informative node is found. */
    enum Order {
        /** Conditional information, the log-determinant criterion. */
        NATS,
        /** Unexplained variance, the trace criterion. */
        SHARE
    }

    /** A budget that can be followed in each layer by itself. */
    sealed interface PerLayer extends Budget
            permits Widths, Confidence, UnexplainedShare, LostInformation, RuledLosses {

        /**
         * Says how far to follow a layer's removal path.
         *
         * @param layer the layer
         * @param path all removals in order, down to one node
         * @return how many of them to take
         */
        int removals(PrunableLayer layer, List<Removal> path);

        /** Whether a path need not be followed further to know how many of its removals are taken. */
        default boolean settledBy(PrunableLayer layer, List<Removal> path) {
            return path.size() > removals(layer, path);
        }
    }

    /** A budget that fixes how many nodes stay, so that any ranking of nodes can follow it. */
    sealed interface Widths extends PerLayer permits KeptFraction, KeptCounts, KeptInLayer, RuledWidths {

        /**
         * Says how many nodes of a layer stay.
         *
         * @param layer the layer
         * @return how many to keep, at least 1
         */
        int kept(PrunableLayer layer);

        @Override
        default int removals(PrunableLayer layer, List<Removal> path) {
            return Math.min(path.size(), layer.nodes() - kept(layer));
        }

        @Override
        default boolean settledBy(PrunableLayer layer, List<Removal> path) {
            return path.size() >= layer.nodes() - kept(layer);
        }
    }

    /**
     * The paper's budget: keep a node only if we are more than this sure that it tells the next layer something.
     *
     * <p>The threshold comes from the exact distribution under the null, not from five repeated fits, see {@link
     * org.mipp.information.gaussian.ConditionalNull}. As the paper words it, at 0.5 few nodes go, at 0.99 many.
     *
     * @param level the confidence, between 0 and 1
     */
    record Confidence(double level) implements PerLayer {

        /** Checks the range. */
        public Confidence {
            betweenZeroAndOne(level, "confidence");
        }

        @Override
        public int removals(PrunableLayer layer, List<Removal> path) {
            int taken = 0;
            while (taken < path.size()
                    && path.get(taken).nats() <= path.get(taken).threshold().orElseThrow()) {
                taken++;
            }
            return taken;
        }

        @Override
        public Order order() {
            return Order.NATS;
        }

        @Override
        public OptionalDouble testedAt() {
            return OptionalDouble.of(level);
        }

        @Override
        public String toString() {
            return "confidence " + PercentText.of(level);
        }
    }

    /**
     * Lets a share of the next layer's variance become unexplained in every layer.
     *
     * @param share of the variance, averaged over the next layer's nodes, between 0 and 1
     */
    record UnexplainedShare(double share) implements PerLayer {

        /** Checks the range. */
        public UnexplainedShare {
            betweenZeroAndOne(share, "share of unexplained variance");
        }

        @Override
        public int removals(PrunableLayer layer, List<Removal> path) {
            return Removal.affordable(path, removal -> removal.share().orElseThrow(), share);
        }

        @Override
        public String toString() {
            return PercentText.of(share) + " unexplained";
        }
    }

    /**
     * Lets an amount of information be lost in every layer.
     *
     * @param nats that all removals of a layer together may cost, finite, at least 0
     */
    record LostInformation(double nats) implements PerLayer {

        /** Checks the amount. */
        public LostInformation {
            notNegative(nats, "lost information");
        }

        @Override
        public int removals(PrunableLayer layer, List<Removal> path) {
            return Removal.affordable(path, Removal::nats, nats);
        }

        @Override
        public Order order() {
            return Order.NATS;
        }

        @Override
        public String toString() {
            return nats + " nats lost";
        }
    }

    /**
     * Keeps the same fraction of every layer's nodes, rounded, at least one.
     *
     * @param fraction above 0, at most 1
     */
    record KeptFraction(double fraction) implements Widths {

        /** Checks the range. */
        public KeptFraction {
            upToOne(fraction, "kept fraction");
        }

        @Override
        public int kept(PrunableLayer layer) {
            return (int) Math.max(1, Math.rint(fraction * layer.nodes()));
        }

        @Override
        public String toString() {
            return "keep " + PercentText.of(fraction);
        }
    }

    /**
     * Keeps given numbers of nodes, for example those that another method has chosen.
     *
     * @param counts nodes to keep by layer name, each at least 1
     */
    record KeptCounts(Map<String, Integer> counts) implements Widths {

        /** Copies the map and checks the counts. */
        public KeptCounts {
            counts = Collections.unmodifiableMap(new TreeMap<>(counts));
            counts.forEach((layer, count) -> positive(count, "nodes to keep in " + layer));
        }

        @Override
        public void requireFit(Architecture architecture) {
            List<String> known =
                    architecture.prunable().stream().map(PrunableLayer::name).toList();
            counts.keySet()
                    .forEach(name -> LayerNames.require("nodes to keep: expected layers", name, known, architecture));
        }

        @Override
        public int kept(PrunableLayer layer) {
            String name = layer.name();
            int nodes = layer.nodes();
            Integer count = counts.get(name);
            argument(
                    count != null,
                    "nodes to keep: expected a number for layer '%s', got only %s; leave other layers out of the choice, as in"
                            + " acts.only(\"fc1\")",
                    name,
                    counts);
            argument(count <= nodes, "nodes to keep in %s: expected at most its %d nodes, got %d", name, nodes, count);
            return count;
        }

        @Override
        public String toString() {
            return "widths " + counts;
        }
    }
}
