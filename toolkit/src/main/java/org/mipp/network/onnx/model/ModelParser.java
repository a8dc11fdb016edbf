package org.mipp.network.onnx.model;

import static org.mipp.run.Checks.argument;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mipp.network.onnx.model.OnnxModel.Attribute;
import org.mipp.network.onnx.model.OnnxModel.Node;
import org.mipp.network.onnx.model.OnnxModel.Port;
import org.mipp.network.onnx.model.OnnxModel.Side;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;

/**
 * Makes an {@link OnnxModel} of the bytes of a file, by the numbers of fields in onnx.proto
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto). Graphs inside of nodes are not opened, so nothing here nests.
 */
public final class ModelParser {

    private final TensorParser tensors;

    private long opset = 1; // where a file does not say
    private String producer = "";
    private String graph = "";
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, OnnxTensor> initialisers = new LinkedHashMap<>();
    private final List<Port> inputs = new ArrayList<>();
    private final List<Port> outputs = new ArrayList<>();

    private ModelParser(ExternalData external, HeapBudget budget) {
        this.tensors = new TensorParser(external, budget);
    }

    /** Reads a model, whose weights may lie in files beside it, within what the heap may hold. */
    public static OnnxModel parse(ByteBuffer bytes, ExternalData external, HeapBudget budget) {
        ModelParser parser = new ModelParser(external, budget);
        parser.model(new WireReader(bytes, budget));
        return new OnnxModel(
                parser.opset,
                parser.producer,
                parser.graph,
                List.copyOf(parser.nodes),
                parser.initialisers,
                List.copyOf(parser.inputs),
                List.copyOf(parser.outputs));
    }

    private void model(WireReader in) {
        boolean found = false;
        while (in.next()) {
            switch (in.field()) {
                case 2 -> producer = in.text();
                case 7 -> {
                    argument(!found, "expected one graph, got two; the file is damaged");
                    found = true;
                    graph(in.message());
                }
                case 8 -> operatorSet(in.message());
                default -> in.skip();
            }
        }
        argument(found, "expected a graph, got none");
    }

    private void operatorSet(WireReader in) {
        String domain = "";
        long version = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> domain = in.text();
                case 2 -> version = in.number();
                default -> in.skip();
            }
        }
        if (domain.isEmpty() || domain.equals("ai.onnx")) {
            opset = version;
        }
    }

    private void graph(WireReader in) {
        while (in.next()) {
            switch (in.field()) {
                case 1 -> nodes.add(node(in.message()));
                case 2 -> graph = in.text();
                case 5 -> initialiser(tensors.tensor(in.message()));
                case 11 -> inputs.add(port(in.message()));
                case 12 -> outputs.add(port(in.message()));
                case 15 ->
                    throw new RefusedException(
                            "expected weights as plain tensors, got a sparse one; write it as a" + " dense one");
                default -> in.skip();
            }
        }
    }

    private void initialiser(OnnxTensor tensor) {
        argument(
                initialisers.put(tensor.name(), tensor) == null,
                "expected every weight once, got two called '%s'",
                tensor.name());
    }

    private Node node(WireReader in) {
        String name = "";
        String type = "";
        String domain = "";
        List<String> reads = new ArrayList<>();
        List<String> makes = new ArrayList<>();
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> reads.add(in.text());
                case 2 -> makes.add(in.text());
                case 3 -> name = in.text();
                case 4 -> type = in.text();
                case 5 -> attribute(in.message(), attributes);
                case 7 -> domain = in.text();
                default -> in.skip();
            }
        }
        return new Node(
                name, type, domain.equals("ai.onnx") ? "" : domain, List.copyOf(reads), List.copyOf(makes), attributes);
    }

    private void attribute(WireReader in, Map<String, Attribute> attributes) {
        String name = "";
        String kind = "";
        float fraction = 0;
        long number = 0;
        ByteBuffer text = ByteBuffer.allocate(0);
        Optional<OnnxTensor> tensor = Optional.empty();
        List<ByteBuffer> numbers = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = in.text();
                case 2 -> {
                    fraction = in.fraction();
                    kind = "float";
                }
                case 3 -> {
                    number = in.number();
                    kind = "whole number";
                }
                case 4 -> {
                    text = in.slice();
                    kind = "text";
                }
                case 5 -> {
                    tensor = Optional.of(tensors.tensor(in.message()));
                    kind = "tensor";
                }
                case 6, 11 -> {
                    in.skip();
                    kind = "graph";
                }
                case 7 -> {
                    numbers.add(in.packed());
                    kind = "floats";
                }
                case 8 -> {
                    numbers.add(in.packed());
                    kind = "whole numbers";
                }
                default -> in.skip();
            }
        }
        attributes.put(name, new Attribute(kind, fraction, number, text, tensor, List.copyOf(numbers)));
    }

    private Port port(WireReader in) {
        String name = "";
        Optional<List<Side>> sides = Optional.empty();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = in.text();
                case 2 ->
                    sides = inside(in.message(), 1)
                            .flatMap(tensor -> inside(tensor, 2))
                            .map(ModelParser::sides);
                default -> in.skip();
            }
        }
        return new Port(name, sides);
    }

    /** The message in a field, where there is one: the last, as protocol buffers say. */
    private static Optional<WireReader> inside(WireReader in, int field) {
        Optional<WireReader> found = Optional.empty();
        while (in.next()) {
            if (in.field() == field && in.isBytes()) {
                found = Optional.of(in.message());
            } else {
                in.skip();
            }
        }
        return found;
    }

    private static List<Side> sides(WireReader in) {
        List<Side> sides = new ArrayList<>();
        while (in.next()) {
            if (in.field() == 1) {
                sides.add(side(in.message()));
            } else {
                in.skip();
            }
        }
        return List.copyOf(sides);
    }

    private static Side side(WireReader in) {
        long size = -1;
        String name = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> size = in.number();
                case 2 -> name = in.text();
                default -> in.skip();
            }
        }
        return new Side(size, name);
    }
}
