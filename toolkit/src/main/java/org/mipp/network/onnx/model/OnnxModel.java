package org.mipp.network.onnx.model;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an ONNX file says, in its own terms.
 *
 * @param opset the version of ONNX's own operations
 * @param producer the program that wrote the file; may be empty
 * @param graph the name of the graph; may be empty
 * @param nodes what is computed, in order
 * @param initialisers weights by name
 * @param inputs what the graph reads; in old files the initialisers too
 * @param outputs what it makes
 */
public record OnnxModel(
        long opset,
        String producer,
        String graph,
        List<Node> nodes,
        Map<String, OnnxTensor> initialisers,
        List<Port> inputs,
        List<Port> outputs) {

    /** The program that this toolkit says it is. */
    public static final String PRODUCER = "MIPP notebook toolkit";

    /** Whether this toolkit wrote the file. */
    public boolean isOurs() {
        return producer.equals(PRODUCER);
    }

    /** An input or output: its name and sides, each a number, a name or neither. */
    record Port(String name, Optional<List<Side>> sides) {}

    /** One side of a port: -1 where it is not fixed, then perhaps with a name. */
    public record Side(long size, String name) {}

    /** One computation. Inputs may be empty, which says that an optional one is not there. */
    public record Node(
            String name,
            String type,
            String domain,
            List<String> inputs,
            List<String> outputs,
            Map<String, Attribute> attributes) {}

    /** A setting of a node. Of its parts those of its kind are filled. */
    public record Attribute(
            String kind,
            float fraction,
            long number,
            ByteBuffer text,
            Optional<OnnxTensor> tensor,
            List<ByteBuffer> numbers) {}
}
