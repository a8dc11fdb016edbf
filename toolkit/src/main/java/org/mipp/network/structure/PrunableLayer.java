package org.mipp.network.structure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Nodes that can be removed, each from all places where it occurs: node i of one map, or of several maps that a residual
 * addition ties together.
 *
 * @param name the first map that makes the nodes
 * @param nodes how many there are
 * @param makers the linear maps that make them; more than one if they are tied
 * @param readers the linear maps that read them
 * @param parts for every map that makes or reads some of the nodes only, which; of each part one has to stay
 */
public record PrunableLayer(
        String name, int nodes, List<String> makers, List<DownstreamLayer> readers, List<List<Integer>> parts) {

    /** Copies the lists. */
    public PrunableLayer {
        makers = List.copyOf(makers);
        readers = List.copyOf(readers);
        parts = parts.stream().map(List::copyOf).toList();
    }

    /**
     * Describes a layer all of whose nodes occur wherever it does.
     *
     * @param name the first map that makes the nodes
     * @param nodes how many there are
     * @param makers the linear maps that make them
     * @param readers the linear maps that read them
     */
    public PrunableLayer(String name, int nodes, List<String> makers, List<DownstreamLayer> readers) {
        this(name, nodes, makers, readers, List.of());
    }

    /** {@return whether several maps make the nodes together} */
    public boolean tied() {
        return makers.size() > 1;
    }

    @Override
    public String toString() {
        return name + ": " + nodes + " nodes" + (tied() ? " made by " + makers : "") + ", read by "
                + readers.stream().map(DownstreamLayer::map).collect(Collectors.joining(", "));
    }
}
