package org.mipp.network.onnx.read;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.mipp.network.onnx.model.OnnxModel.Node;
import org.mipp.network.structure.Architecture;

/**
 * Names of layers that a person recognises: those of the weights where the file has kept them ({@code layer1.0.conv1} of
 * {@code layer1.0.conv1.weight}), else the path of the node ({@code /layer1/layer1.0/relu/Relu} is {@code layer1.0.relu}),
 * else the name of the node, else its type.
 */
final class LayerNaming {

    private static final List<String> WEIGHTS = List.of(".weight", "_weight", ".W", "/kernel", "/ReadVariableOp");

    private final boolean ours;
    private final Set<String> taken = new HashSet<>(Set.of(Architecture.INPUT));

    /** Names the layers of a file that this toolkit wrote as they were, others as well as can be. */
    LayerNaming(boolean ours) {
        this.ours = ours;
    }

    /** A name that no other layer has. */
    String of(Node node) {
        String name = wanted(node);
        String unique = name;
        for (int i = 1; !taken.add(unique); i++) {
            unique = name + "_" + i;
        }
        return unique;
    }

    private String wanted(Node node) {
        if (ours && !node.name().isEmpty()) {
            return node.name().replaceFirst("/(Layer|Instance)Normalization$", ""); // has nodes behind it
        }
        return ofWeight(node)
                .orElseGet(() -> node.name().isEmpty()
                        ? node.type().toLowerCase(Locale.ROOT)
                        : node.name().contains("/")
                                ? ofPath(node.name())
                                : node.name().replaceFirst("^node_", ""));
    }

    private static Optional<String> ofWeight(Node node) {
        if (node.inputs().size() < 2) {
            return Optional.empty();
        }
        String weight = node.inputs().get(1);
        return WEIGHTS.stream()
                .filter(ending -> weight.endsWith(ending) && weight.length() > ending.length())
                .map(ending -> weight.substring(0, weight.length() - ending.length()))
                .filter(name -> !name.contains("::") && !name.startsWith("/"))
                .map(name -> name.replace('/', '.'))
                .findFirst();
    }

    /** PyTorch's path of modules, in which each names those around it again; other paths lose the operation at their end. */
    private static String ofPath(String path) {
        String name = "";
        String before = "";
        String[] parts = path.replaceFirst("^/", "").split("/");
        for (int i = 0; i < Math.max(1, parts.length - 1); i++) {
            boolean repeats = !before.isEmpty() && parts[i].startsWith(before + ".");
            name = name.isEmpty()
                    ? parts[i]
                    : repeats ? name.substring(0, name.length() - before.length()) + parts[i] : name + "." + parts[i];
            before = parts[i];
        }
        return name.isEmpty() ? "layer" : name;
    }
}
