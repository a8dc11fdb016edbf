package org.mipp.surgery;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.mipp.network.Architecture;
import org.mipp.network.LinearMap;
import org.mipp.network.Network;
import org.mipp.network.Operation;
import org.mipp.network.PrunableLayer;
import org.mipp.network.Tensor;
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
        Architecture architecture = network.architecture();
        masks.requireFit(architecture);
        Map<String, Operation> operations = new HashMap<>();
        architecture.layers().forEach(layer -> operations.put(layer.name(), layer.operation()));
        Map<String, Tensor> weights = new LinkedHashMap<>(network.weights());
        for (PrunableLayer layer : architecture.prunable()) {
            int[] kept = masks.mask(layer.name()).indices();
            operations.computeIfPresent(layer.name(), (name, map) -> ((LinearMap) map).withOutputs(kept.length));
            weights.computeIfPresent(layer.name() + ".weight", (name, tensor) -> tensor.select(0, kept));
            weights.computeIfPresent(layer.name() + ".bias", (name, tensor) -> tensor.select(0, kept));

            int inputsPerNode = inputsPerNode(architecture, layer);
            int[] inputs = columns(kept, inputsPerNode);
            operations.computeIfPresent(layer.consumer(), (name, map) -> ((LinearMap) map).withInputs(inputs.length));
            weights.computeIfPresent(layer.consumer() + ".weight", (name, tensor) -> tensor.select(1, inputs));
        }
        return new Network(architecture.with(operations), weights);
    }

    /** How many inputs of the consumer one node feeds: 1, or height x width after flattening. */
    private static int inputsPerNode(Architecture architecture, PrunableLayer layer) {
        return ((LinearMap) architecture.layer(layer.consumer()).operation()).inputs() / layer.nodes();
    }

    private static int[] columns(int[] nodes, int width) {
        return Arrays.stream(nodes)
                .flatMap(node -> IntStream.range(node * width, (node + 1) * width))
                .toArray();
    }
}
