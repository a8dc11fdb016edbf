package org.mipp.selection.terc.evidence;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What one linear map that reads a layer tells of its nodes, while they go. Who is left is the search's to know. */
public interface ReaderEvidence extends AutoCloseable {

    /** What the loss of a node that tells nothing stays below, where there is a test, in nats. */
    OptionalDouble threshold();

    /** What the nodes that are left tell together, in nats. */
    double nats();

    /** Whether this map reads the node. */
    boolean reads(int node);

    /** What a node tells by itself, for the order; 0 for one that the map does not read. */
    double alone(int node);

    /** What is lost with a node that is left, given all others that are; 0 for one that the map does not read. */
    double phi(int node);

    /** The same for several nodes, in their order. */
    default double[] phis(int[] nodes) {
        return IntStream.of(nodes).mapToDouble(this::phi).toArray();
    }

    /** Takes a node out, with what is lost. */
    void remove(int node, double phi);

    @Override
    default void close() {}
}
