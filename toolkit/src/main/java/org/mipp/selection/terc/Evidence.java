package org.mipp.selection.terc;

import java.util.OptionalDouble;

/** What TERC asks of one linear map that reads a layer, while nodes go. */
interface Evidence extends AutoCloseable {

    /** What the loss of a node that tells nothing stays below, where there is a test, in nats. */
    OptionalDouble threshold();

    /** What the nodes that are left tell together, in nats. */
    double nats();

    /** Whether the node is left, and this map reads it. */
    boolean reads(int node);

    /** What a node tells by itself, for the order; 0 for one that the map does not read. */
    double alone(int node);

    /** What is lost with a node, given all that are left; 0 for one that the map does not read. */
    double phi(int node);

    /** The same for all nodes of the layer, by node. */
    double[] phis();

    /** Takes a node out, with what is lost. */
    void remove(int node, double phi);

    @Override
    default void close() {}
}
