package org.mipp.network.onnx.read;

import static org.mipp.run.Checks.argument;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mipp.network.Network;
import org.mipp.network.onnx.model.Constant;
import org.mipp.network.onnx.model.Door;
import org.mipp.network.onnx.model.GraphUses;
import org.mipp.network.onnx.model.OnnxModel;
import org.mipp.network.onnx.model.OnnxModel.Node;
import org.mipp.network.operation.Normalisation;
import org.mipp.network.operation.Operation;
import org.mipp.network.structure.Architecture;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Progress;

/**
 * One walk through the nodes of a graph that its output needs, in the order of the file. Every tensor is a {@link Constant} or
 * a {@link Signal}, known before a node reads it.
 */
public final class GraphReading {

    private static final Node NORMALISATION = new Node("normalisation", "", "", List.of(), List.of(), Map.of());

    private final OnnxModel model;
    private final GraphUses uses;
    private final HeapBudget budget;
    private final LayerNaming names;
    private final NetworkDraft draft;
    private final Map<String, Constant> constants = new HashMap<>();
    private final Map<String, Signal> signals = new HashMap<>();
    private final Map<String, Node> makers = new HashMap<>();
    private final IdentityHashMap<Node, Integer> places = new IdentityHashMap<>();

    private GraphReading(OnnxModel model, GraphUses uses, Door door, HeapBudget budget) {
        this.model = model;
        this.uses = uses;
        this.budget = budget;
        this.names = new LayerNaming(model.isOurs());
        this.draft = new NetworkDraft(door.input());
        constants.putAll(model.initialisers());
        Signal images = Signal.of(
                Architecture.INPUT,
                door.channelsLast() ? door.channelsLastDims() : door.input().getShape());
        put(door.inputName(), images.withLayout(door.channelsLast(), images.dims()));
    }

    /** A network, and how its file speaks to the world. */
    public record Read(Network network, Door door) {}

    /**
     * Reads a model.
     *
     * @param uses which of its nodes are needed
     * @param fileName what the network is called if the file does not say it
     * @param door its door
     * @param before a layer that is put before all that the file has; empty for none
     */
    public static Read read(
            OnnxModel model,
            GraphUses uses,
            String fileName,
            Door door,
            Optional<Normalisation> before,
            HeapBudget budget) {
        GraphReading reading = new GraphReading(model, uses, door, budget);
        before.ifPresent(normal -> reading.normalise(normal, door.inputName()));
        try (Progress progress = Progress.of("reading " + fileName, uses.nodes().size())) {
            if (!uses.words().isEmpty()) {
                progress.remark(uses.words());
            }
            for (Node node : uses.nodes()) {
                reading.read(node);
                progress.advance(1, uses.words());
            }
        }
        boolean named = model.isOurs() && !model.graph().isEmpty();
        return reading.finished(named ? model.graph() : fileName, door);
    }

    /** Puts a layer before all that the file has. */
    private void normalise(Operation normal, String input) {
        Signal images = signals.get(input);
        String name = add(NORMALISATION, normal, Map.of(), List.of(images));
        signals.put(input, new Signal(name, images.dims(), images.channelsLast(), images.alone(), images.pending()));
    }

    private void read(Node node) {
        GraphNode call = new GraphNode(this, node);
        places.put(node, places.size());
        node.outputs().forEach(output -> makers.put(output, node));
        NodeReader reader = NodeReaders.of(call);
        try {
            reader.read(call);
        } catch (RefusedException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith("node ") ? e : new RefusedException(call.where() + ": " + message, e);
        } catch (ArithmeticException e) {
            throw new RefusedException(
                    call.where() + ": expected sizes that fit into memory, got larger ones; the file is damaged", e);
        }
    }

    private Read finished(String name, Door door) {
        String output = uses.output();
        Signal logits = signal(output)
                .orElseThrow(() -> new RefusedException("output '" + output + "': expected it to depend on the images,"
                        + " got a constant; choose another output"));
        String tail = logits.pending() instanceof Pending.Tail last ? last.type() : "";
        Signal last = tail.isEmpty() ? plain(output, null) : logits;
        argument(
                !last.layer().equals(Architecture.INPUT),
                "output '%s': expected layers before it, got the images themselves",
                output);
        return new Read(draft.network(name, last.layer()), door.ending(tail, logits.dims()));
    }

    long opset() {
        return model.opset();
    }

    boolean isOurs() {
        return model.isOurs();
    }

    HeapBudget budget() {
        return budget;
    }

    NetworkDraft draft() {
        return draft;
    }

    int uses(String tensor) {
        return uses.of(tensor);
    }

    boolean isTail(String tensor) {
        return uses.isTail(tensor);
    }

    boolean isConstant(String tensor) {
        return constants.containsKey(tensor);
    }

    Optional<Constant> constant(String tensor) {
        requireKnown(tensor);
        return Optional.ofNullable(constants.get(tensor));
    }

    Optional<Signal> signal(String tensor) {
        requireKnown(tensor);
        return Optional.ofNullable(signals.get(tensor));
    }

    private void requireKnown(String tensor) {
        argument(
                constants.containsKey(tensor) || signals.containsKey(tensor),
                "expected to read what comes before it, got '%s', which no node before it makes; the graph has a cycle, or its"
                        + " nodes are out of order: export it anew",
                tensor);
    }

    void put(String tensor, Signal signal) {
        requireNew(tensor);
        boolean shared = uses.of(tensor) > 1;
        boolean settled = shared && signal.alone() && signal.pending() instanceof Pending.Affine; // goes into the layer
        signals.put(
                tensor,
                settled
                        ? PendingLayers.plain(signal, new GraphNode(this, makers.getOrDefault(tensor, NORMALISATION)))
                        : signal);
        signals.computeIfPresent(tensor, (name, made) -> shared ? made.shared() : made);
    }

    void put(String tensor, Constant constant) {
        requireNew(tensor);
        constants.put(tensor, constant);
    }

    private void requireNew(String tensor) {
        argument(
                !constants.containsKey(tensor) && !signals.containsKey(tensor),
                "expected every tensor to be made once, got '%s' again; export the network anew",
                tensor);
    }

    /** Adds a layer, named after a node. */
    String add(Node node, Operation operation, Map<String, float[]> weights, List<Signal> inputs) {
        String name = names.of(node);
        draft.add(
                name,
                places.getOrDefault(node, -1),
                operation,
                weights,
                inputs.stream().map(Signal::layer).toList());
        return name;
    }

    /** A tensor with nothing pending: what is, becomes a layer or goes into one, once. */
    Signal plain(String tensor, @Nullable GraphNode reader) {
        Signal signal = signals.get(tensor);
        if (signal.pending() instanceof Pending.None) {
            return signal;
        }
        Node maker = makers.getOrDefault(tensor, reader == null ? uses.nodes().get(0) : reader.node());
        Signal plain = PendingLayers.plain(signal, new GraphNode(this, maker));
        Signal made = uses.of(tensor) > 1 ? plain.shared() : plain;
        signals.put(tensor, made);
        return made;
    }
}
