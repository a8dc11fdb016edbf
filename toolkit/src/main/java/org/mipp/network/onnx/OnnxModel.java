package org.mipp.network.onnx;

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
record OnnxModel(
        long opset,
        String producer,
        String graph,
        List<Node> nodes,
        Map<String, OnnxTensor> initialisers,
        List<Port> inputs,
        List<Port> outputs) {

    /** An input or output: its name and sides, each a number, a name or neither. */
    record Port(String name, Optional<List<Side>> sides) {}

    /** One side of a port: -1 where it is not fixed, then perhaps with a name. */
    record Side(long size, String name) {}

    /** One computation. Inputs may be empty, which says that an optional one is not there. */
    record Node(
            String name,
            String type,
            String domain,
            List<String> inputs,
            List<String> outputs,
            Map<String, Attribute> attributes) {}

    /** A setting of a node. Of its parts those of its kind are filled. */
    record Attribute(
            String kind,
            float fraction,
            long number,
            ByteBuffer text,
            Optional<OnnxTensor> tensor,
            List<ByteBuffer> numbers) {}
}
