package org.mipp.network;

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
 */
public record PrunableLayer(String name, int nodes, List<String> makers, List<Reader> readers) {

    /** Copies the lists. */
    public PrunableLayer {
        makers = List.copyOf(makers);
        readers = List.copyOf(readers);
    }

    /** {@return whether several maps make the nodes together} */
    public boolean tied() {
        return makers.size() > 1;
    }

    @Override
    public String toString() {
        return name + ": " + nodes + " nodes" + (tied() ? " made by " + makers : "") + ", read by "
                + readers.stream().map(Reader::map).collect(Collectors.joining(", "));
    }
}
