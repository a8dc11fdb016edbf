package org.mipp.selection;

import static org.mipp.run.Checks.argument;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The order in which a layer's nodes would go, as long as any may, and how far a budget follows it.
 *
 * @param layer the layer's name
 * @param nodes how many nodes it has
 * @param total I(X; Y) of all nodes together, in nats
 * @param removals all removals in order; in the end those are left that no map can do without, most often one
 * @param taken how many of them, from the first on, the budget allows
 */
public record RemovalPath(String layer, int nodes, double total, List<Removal> removals, int taken) {

    /**
     * Checks the number of removals taken.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public RemovalPath {
        removals = List.copyOf(removals);
        argument(
                taken >= 0 && taken <= removals.size(),
                "removal path of %s: expected 0 to %d removals to be taken, got %d",
                layer,
                removals.size(),
                taken);
    }

    /** {@return the nodes that the budget leaves} */
    public Mask mask() {
        List<Integer> gone =
                removals.subList(0, taken).stream().map(Removal::node).toList();
        return new Mask(
                layer,
                nodes,
                IntStream.range(0, nodes)
                        .filter(node -> !gone.contains(node))
                        .boxed()
                        .toList());
    }

    /** {@return the information lost by the removals taken, in nats: their sum, by the chain rule} */
    public double lost() {
        return removals.subList(0, taken).stream().mapToDouble(Removal::nats).sum();
    }

    /** {@return the share of the next layer's variance left unexplained by the removals taken, where it is known} */
    public OptionalDouble unexplained() {
        return removals.stream().allMatch(removal -> removal.share().isPresent())
                ? OptionalDouble.of(removals.subList(0, taken).stream()
                        .mapToDouble(removal -> removal.share().orElseThrow())
                        .sum())
                : OptionalDouble.empty();
    }
}
