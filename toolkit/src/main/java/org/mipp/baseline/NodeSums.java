package org.mipp.baseline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.mipp.network.BatchNorm;
import org.mipp.network.Layer;
import org.mipp.network.Structure;

/**
 * Adds up what is known of single parameters to what is known of nodes, over all places where a node has parameters: the maps
 * that make it, all of them where residual additions tie several together, and the batch norms and depthwise convolutions
 * that it passes through.
 */
final class NodeSums {

    /** What parameters do. */
    enum Part {
        /** Incoming weights of linear maps, kernels of depthwise convolutions. */
        WEIGHTS,
        /** Biases of both. */
        BIASES,
        /** Scales (gamma) of batch norms. */
        SCALES,
        /** Shifts (beta) of batch norms. */
        SHIFTS
    }

    private NodeSums() {}

    /**
     * Sums.
     *
     * @param structure where the nodes are
     * @param parts which parameters count
     * @param entries for the name of a parameter one number for each of its entries, in their order
     * @return for every prunable layer one sum per node
     */
    static Map<String, double[]> of(Structure structure, Set<Part> parts, Function<String, double[]> entries) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        structure.prunable().forEach(layer -> sums.put(layer.name(), new double[layer.nodes()]));
        for (Layer layer : structure.architecture().layers()) {
            for (String own : layer.operation().parameters().keySet()) {
                Map<String, int[]> nodesIn = structure.nodesIn(layer.name());
                if (!nodesIn.isEmpty() && parts.contains(part(layer, own))) {
                    double[] values = entries.apply(layer.name() + "." + own);
                    nodesIn.forEach((name, nodes) -> add(values, nodes, sums.get(name)));
                }
            }
        }
        return sums;
    }

    private static Part part(Layer layer, String own) {
        boolean weight = own.equals("weight");
        if (layer.operation() instanceof BatchNorm) {
            return weight ? Part.SCALES : Part.SHIFTS;
        }
        return weight ? Part.WEIGHTS : Part.BIASES;
    }

    private static void add(double[] values, int[] nodes, double[] sums) {
        int perChannel = values.length / nodes.length;
        for (int i = 0; i < values.length; i++) {
            int node = nodes[i / perChannel];
            if (node >= 0) {
                sums[node] += values[i];
            }
        }
    }
}
