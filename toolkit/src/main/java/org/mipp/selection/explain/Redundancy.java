package org.mipp.selection.explain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why a node could go: who else tells the next layer what it told.
 *
 * @param node the node that went
 * @param alone I(X_node; Y): what it tells the next layer by itself, in nats
 * @param holders up to three nodes that were left and tell most of the same, each the best beside those before it; fewer
 *     where they tell 95 % of it, or where nobody tells any more of it
 */
public record Redundancy(int node, double alone, List<Holder> holders) {

    /**
     * A node that tells what another told.
     *
     * @param node the node
     * @param left what the other one still tells beyond this node and the holders before it, in nats
     */
    public record Holder(int node, double left) {}

    /** Copies the list. */
    public Redundancy {
        holders = List.copyOf(holders);
    }

    /** {@return what it tells beyond all holders, in nats} */
    public double left() {
        return holders.isEmpty() ? alone : holders.get(holders.size() - 1).left();
    }

    @Override
    public String toString() {
        if (holders.isEmpty()) {
            return alone > 0
                    ? String.format(Locale.ROOT, "no other node tells its %.3f nats", alone)
                    : "it tells the next layer nothing";
        }
        List<String> names =
                holders.stream().map(holder -> String.valueOf(holder.node())).collect(Collectors.toList());
        String last = names.remove(names.size() - 1);
        return String.format(
                Locale.ROOT,
                "%.0f %% of the %.3f nats that it tells by itself are in %s",
                100 * (1 - left() / alone),
                alone,
                names.isEmpty() ? last : String.join(", ", names) + " and " + last);
    }
}
