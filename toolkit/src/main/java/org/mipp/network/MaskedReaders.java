package org.mipp.network;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mipp.network.operation.ChannelWise;
import org.mipp.network.operation.GroupedConvolution;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.operation.Multiply;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.Pad;
import org.mipp.network.operation.Pointwise;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.Structure;

/**
 * The weights that read masked nodes where these are not zero: behind a function f with f(0) other than 0. A cut leaves these
 * weights out, so masking sets them to zero.
 */
final class MaskedReaders {

    private MaskedReaders() {}

    /** The weights of a network with zeros in these columns. */
    static Map<String, Tensor> of(Map<String, Tensor> weights, Structure structure, KeptNodes kept) {
        Map<String, Boolean> vanishing = vanishing(structure.architecture());
        Map<String, Tensor> masked = new LinkedHashMap<>(weights);
        for (Layer layer : structure.architecture().layers()) {
            if (layer.operation() instanceof LinearMap map && !vanishing.getOrDefault(layer.input(), true)) {
                boolean[] gone = gone(structure.nodesIn(layer.input()), kept, map.inputs());
                masked.computeIfPresent(
                        layer.name() + ".weight", (same, tensor) -> without(tensor, gone, map.columnsPerInput()));
            }
        }
        return masked;
    }

    /** By layer, whether masked nodes are zero in its output. */
    private static Map<String, Boolean> vanishing(Architecture architecture) {
        Map<String, Boolean> vanishing = new HashMap<>();
        for (Layer layer : architecture.layers()) {
            long zeros = layer.inputs().stream()
                    .filter(input -> vanishing.getOrDefault(input, true))
                    .count();
            boolean any = layer.operation() instanceof Multiply;
            vanishing.put(
                    layer.name(),
                    learns(layer.operation())
                            || (any ? zeros > 0 : zeros == layer.inputs().size()) && keepsZero(layer.operation()));
        }
        return vanishing;
    }

    /** Whether masking sets the operation's own parameters for a node to zero, and with them what it makes of it. */
    private static boolean learns(Operation operation) {
        return operation instanceof LinearMap
                || operation instanceof GroupedConvolution
                || operation instanceof ChannelWise && !operation.parameters().isEmpty();
    }

    private static boolean keepsZero(Operation operation) {
        return !(operation instanceof Pointwise function && function.atZero() != 0
                || operation instanceof Pad pad && pad.value() != 0);
    }

    private static boolean[] gone(Map<String, int[]> nodesIn, KeptNodes kept, int inputs) {
        boolean[] gone = new boolean[inputs];
        nodesIn.forEach((layer, nodes) -> {
            for (int channel = 0; channel < inputs; channel++) {
                gone[channel] |= nodes[channel] >= 0 && !kept.stays(layer, nodes[channel]);
            }
        });
        return gone;
    }

    private static Tensor without(Tensor weight, boolean[] gone, int columnsPerInput) {
        float[] values = weight.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = gone[i / columnsPerInput % gone.length] ? 0 : values[i];
        }
        return Tensor.of(weight.shape(), values);
    }
}
