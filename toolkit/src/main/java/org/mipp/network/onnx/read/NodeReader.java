package org.mipp.network.onnx.read;

/** Reads the nodes of one type: makes layers, or takes down what later ones need. */
@FunctionalInterface
interface NodeReader {

    /**
     * Reads a node.
     *
     * @param node with what it reads
     * @throws IllegalArgumentException if it cannot be read, by node, operation, reason and remedy
     */
    void read(GraphNode node);
}
