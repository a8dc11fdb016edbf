package org.mipp.network;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.Structure;

/**
 * Takes nodes out of a network without making it smaller: all that makes a node or passes it on is set to zero - weights and
 * biases of linear maps and depthwise convolutions, scales and shifts of norms. So its output is zero wherever it is read, and
 * the network computes what the cut one does. Behind a function with f(0) other than 0, such as a sigmoid, the weights that
 * read it are set to zero too.
 */
public final class Masking {

    private Masking() {}

    /**
     * Masks a network.
     *
     * @param network the network; left as it is
     * @param structure of the network
     * @param kept which nodes stay
     * @return the network of the same size with the other nodes' parameters set to zero
     */
    public static Network of(Network network, Structure structure, KeptNodes kept) {
        return new Network(
                network.architecture(), MaskedReaders.of(of(network.weights(), structure, kept), structure, kept));
    }

    /**
     * Masks what belongs to a network's parameters, such as what is to be learned.
     *
     * @param values tensors by the names of parameters; others are left as they are
     * @param structure of the network
     * @param kept which nodes stay
     * @return the same with zeros at the parameters of the other nodes
     */
    public static Map<String, Tensor> of(Map<String, Tensor> values, Structure structure, KeptNodes kept) {
        Map<String, Tensor> masked = new LinkedHashMap<>(values);
        rows(structure, kept)
                .forEach((name, gone) -> masked.computeIfPresent(name, (same, tensor) -> {
                    float[] left = tensor.toArray();
                    int perRow = left.length / gone.length;
                    for (int i = 0; i < left.length; i++) {
                        left[i] = gone[i / perRow] ? 0 : left[i];
                    }
                    return Tensor.of(tensor.shape(), left);
                }));
        return masked;
    }

    /**
     * Says which numbers masking sets to zero.
     *
     * @param structure of the network
     * @param kept which nodes stay
     * @return for every parameter, by name, which of its rows (slices along its first axis) belong to the other nodes
     */
    public static Map<String, boolean[]> rows(Structure structure, KeptNodes kept) {
        Map<String, boolean[]> rows = new LinkedHashMap<>();
        for (Layer layer : structure.architecture().layers()) {
            Map<String, Shape> parameters = layer.operation().parameters();
            if (!parameters.isEmpty()) {
                boolean[] gone = gone(structure.nodesIn(layer.name()), kept, parameters);
                parameters.keySet().forEach(own -> rows.put(layer.name() + "." + own, gone));
            }
        }
        return rows;
    }

    /** Which output channels of a layer belong to nodes that do not stay. */
    private static boolean[] gone(Map<String, int[]> nodesIn, KeptNodes kept, Map<String, Shape> parameters) {
        boolean[] gone = new boolean[Math.toIntExact(parameters.get("weight").get(0))];
        nodesIn.forEach((layer, nodes) -> {
            for (int channel = 0; channel < gone.length; channel++) {
                gone[channel] |= nodes[channel] >= 0 && !kept.stays(layer, nodes[channel]);
            }
        });
        return gone;
    }
}
