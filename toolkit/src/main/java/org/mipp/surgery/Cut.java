package org.mipp.surgery;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.givenAll;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.Structure;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;

/**
 * Removes nodes physically: the smaller network computes what the original one does with the removed nodes' outputs set
 * to zero.
 */
public final class Cut {

    private Cut() {}

    /**
     * Cuts a network.
     *
     * @param network the network; left as it is
     * @param masks which nodes stay
     * @return the smaller network with the kept weights
     * @throws IllegalArgumentException if the masks are those of another network
     */
    public static Network apply(Network network, Masks masks) {
        given(masks, "masks").requireFit(given(network, "a network").architecture());
        return apply(network, masks.masks());
    }

    /**
     * Cuts a network to nodes named by hand.
     *
     * @param network the network; left as it is
     * @param masks which nodes stay; layers without a mask stay whole
     * @return the smaller network with the kept weights
     * @throws IllegalArgumentException if there are two masks for a layer, masks of another network, or a map that would be
     *     left without nodes
     */
    public static Network apply(Network network, List<Mask> masks) {
        Architecture architecture = given(network, "a network").architecture();
        Structure structure = architecture.structure();
        KeptNodes kept = Masks.kept(Masks.complete(givenAll(masks, "masks"), architecture));
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (Layer layer : architecture.layers()) {
            int[] inputs = structure.kept(layer.input(), kept);
            int[] outputs = structure.kept(layer.name(), kept);
            argument(
                    outputs.length > 0,
                    "cut: expected a node of %s to stay, got none, while others that they are tied to stay; keep one of %s",
                    layer.name(),
                    nodes(structure, layer));
            for (Map<String, Shape> part :
                    List.of(layer.operation().parameters(), layer.operation().buffers())) {
                for (String own : part.keySet()) {
                    String name = layer.name() + "." + own;
                    Tensor rows = network.weight(name).select(0, outputs);
                    boolean reads = layer.operation() instanceof LinearMap && own.equals("weight");
                    weights.put(name, reads ? rows.select(1, inputs) : rows);
                }
            }
        }
        return new Network(structure.cut(kept), weights);
    }

    private static String nodes(Structure structure, Layer layer) {
        return structure.nodesIn(layer.name()).entrySet().stream()
                .map(made -> "nodes " + Arrays.toString(made.getValue()) + " of " + made.getKey())
                .collect(Collectors.joining());
    }
}
