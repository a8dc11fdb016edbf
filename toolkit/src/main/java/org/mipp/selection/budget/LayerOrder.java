package org.mipp.selection.budget;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.selection.Mask;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;

/**
 * The order in which the nodes of one layer would go.
 *
 * @param layer the layer
 * @param nodes those that may go, the first to go first
 * @param losses what the method says that each costs, in whatever unit; empty if it says nothing
 */
public record LayerOrder(PrunableLayer layer, List<Integer> nodes, List<Double> losses) {

    /** Copies the lists. */
    public LayerOrder {
        nodes = List.copyOf(nodes);
        losses = List.copyOf(losses);
        argument(
                losses.isEmpty() || losses.size() == nodes.size(),
                "order of %s: expected one loss per node, %d, got %d",
                layer.name(),
                nodes.size(),
                losses.size());
    }

    /**
     * Takes a removal path: its shares of variance or, by methods that do not know them, its nats.
     *
     * @param layer the layer
     * @param path followed to its end
     * @return the order
     */
    public static LayerOrder of(PrunableLayer layer, RemovalPath path) {
        boolean shares = path.removals().stream().map(Removal::share).allMatch(OptionalDouble::isPresent);
        return new LayerOrder(
                layer,
                path.removals().stream().map(Removal::node).toList(),
                path.removals().stream()
                        .map(removal -> Math.max(0, shares ? removal.share().orElseThrow() : removal.nats()))
                        .toList());
    }

    /** The smallest width that it leads to. */
    int least() {
        return layer.nodes() - nodes.size();
    }

    /** For every node whether it stays at a width. */
    boolean[] flags(int width) {
        boolean[] kept = new boolean[layer.nodes()];
        Arrays.fill(kept, true);
        nodes.subList(0, layer.nodes() - width).forEach(node -> kept[node] = false);
        return kept;
    }

    Mask mask(int width) {
        boolean[] kept = flags(width);
        return new Mask(
                layer.name(),
                layer.nodes(),
                IntStream.range(0, kept.length)
                        .filter(node -> kept[node])
                        .boxed()
                        .toList());
    }

    /** What has been lost on the way to a width, by the method's own account; without one, the share of nodes gone. */
    double lost(int width) {
        int gone = layer.nodes() - width;
        return losses.isEmpty()
                ? (double) gone / layer.nodes()
                : losses.subList(0, gone).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
    }
}
