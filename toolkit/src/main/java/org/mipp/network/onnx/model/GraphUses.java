package org.mipp.network.onnx.model;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mipp.network.onnx.model.OnnxModel.Node;
import org.mipp.network.onnx.model.OnnxModel.Port;
import org.mipp.run.ClosestName;

/** Which nodes an output needs, and who reads what. */
public final class GraphUses {

    /** Nodes that leave numbers as they are. */
    private static final Set<String> PASSING =
            Set.of("Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Cast", "Dropout");

    private final String output;
    private final List<String> leftOut;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, List<Node>> readers = new HashMap<>();

    private GraphUses(String output, List<Port> outputs) {
        this.output = output;
        this.leftOut = outputs.stream()
                .map(Port::name)
                .filter(name -> !name.equals(output))
                .toList();
    }

    /** Finds out who reads what on the way to an output; the only one if none is wanted. */
    public static GraphUses of(OnnxModel model, Optional<String> wanted) {
        GraphUses uses =
                new GraphUses(wanted.map(name -> known(model, name)).orElseGet(() -> logits(model)), model.outputs());
        Set<String> needed = new HashSet<>(Set.of(uses.output));
        List<Node> all = model.nodes();
        for (int i = all.size() - 1; i >= 0; i--) {
            Node node = all.get(i);
            if (node.outputs().stream().anyMatch(made -> !made.isEmpty() && needed.contains(made))) {
                needed.addAll(node.inputs());
                uses.nodes.add(node);
            }
        }
        Collections.reverse(uses.nodes);
        for (Node node : uses.nodes) {
            node.inputs().forEach(read -> uses.readers
                    .computeIfAbsent(read, unused -> new ArrayList<>())
                    .add(node));
        }
        return uses;
    }

    /** The only output, or the first of a classifier whose auxiliary heads, of as many classes, are outputs too. */
    private static String logits(OnnxModel model) {
        List<String> outputs = model.outputs().stream().map(Port::name).toList();
        argument(
                outputs.size() == 1 || isWithAuxiliaries(model.outputs()),
                "outputs: expected the logits, perhaps followed by auxiliary heads of the same classes, got %s; choose one:"
                        + " load(file, OnnxInput.ANY.output(\"%s\"))",
                outputs,
                outputs.isEmpty() ? "name of a tensor" : outputs.get(0));
        return outputs.get(0);
    }

    private static boolean isWithAuxiliaries(List<Port> outputs) {
        return outputs.size() > 1
                && classes(outputs.get(0)).isPresent()
                && outputs.stream().map(GraphUses::classes).distinct().count() == 1;
    }

    /** How many classes an output of shape {@code [batch, classes]} has. */
    private static Optional<Long> classes(Port output) {
        return output.sides()
                .filter(sides -> sides.size() == 2)
                .map(sides -> sides.get(1).size())
                .filter(size -> size > 0);
    }

    /** {@return what to say of a file of several outputs; nothing of others} */
    public String words() {
        return leftOut.isEmpty() ? "" : "output '" + output + "', without " + String.join(", ", leftOut);
    }

    private static String known(OnnxModel model, String name) {
        List<String> made =
                new ArrayList<>(model.outputs().stream().map(Port::name).toList());
        model.nodes().forEach(node -> made.addAll(node.outputs()));
        argument(
                made.contains(name),
                "output: expected one of %s or a tensor inside, got '%s'%s",
                model.outputs().stream().map(Port::name).toList(),
                name,
                ClosestName.didYouMean(
                        name, model.outputs().stream().map(Port::name).toList()));
        return name;
    }

    /** {@return the tensor that the network is to compute} */
    public String output() {
        return output;
    }

    /** {@return the nodes that it needs, in the order of the file} */
    public List<Node> nodes() {
        return nodes;
    }

    /** The nodes that read a tensor, one that reads it twice twice. */
    List<Node> readers(String tensor) {
        return readers.getOrDefault(tensor, List.of());
    }

    /** How many times a tensor is read, the output once more. */
    public int of(String tensor) {
        return readers(tensor).size() + (tensor.equals(output) ? 1 : 0);
    }

    /** Whether nothing follows a tensor but nodes that leave numbers as they are. */
    public boolean isTail(String tensor) {
        String at = tensor;
        for (int step = 0; step <= nodes.size() && !at.equals(output); step++) {
            List<Node> next = readers(at);
            if (next.size() != 1 || !PASSING.contains(next.get(0).type())) {
                return false;
            }
            at = next.get(0).outputs().get(0);
        }
        return at.equals(output);
    }
}
