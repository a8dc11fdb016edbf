package org.mipp.baseline;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.mipp.network.Network;
import org.mipp.network.operation.ScaleAndShift;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.Structure;

/**
 * Adds up what is known of single parameters to what is known of nodes, over all places where a node has parameters: the maps
 * that make it, all of them where residual additions tie several together, and the batch norms and depthwise convolutions
 * that it passes through.
 */
public final class NodeSums {

    /** What parameters do. */
    public enum Part {
        /** Incoming weights of linear maps, kernels of depthwise convolutions. */
        WEIGHTS,
        /** Biases of both. */
        BIASES,
        /** Scales (gamma) of norms. */
        SCALES,
        /** Shifts (beta) of norms. */
        SHIFTS
    }

    private NodeSums() {}

    /** The names of a network's parameters that do one of these things. */
    public static Set<String> parameters(Structure structure, Part... parts) {
        Set<String> names = new LinkedHashSet<>();
        for (Layer layer : structure.architecture().layers()) {
            for (String own : layer.operation().parameters().keySet()) {
                if (List.of(parts).contains(part(layer, own))) {
                    names.add(layer.name() + "." + own);
                }
            }
        }
        return names;
    }

    private static Part part(Layer layer, String own) {
        boolean weight = own.equals("weight");
        if (layer.operation() instanceof ScaleAndShift) {
            return weight ? Part.SCALES : Part.SHIFTS;
        }
        return weight ? Part.WEIGHTS : Part.BIASES;
    }

    /**
     * Sums.
     *
     * @param structure where the nodes are
     * @param parameters the names of those that count
     * @param entries for the name of a parameter one number for each of its entries, in their order
     * @param each what an entry adds, for example its absolute value
     * @return for every prunable layer one sum per node
     */
    public static Map<String, double[]> of(
            Structure structure, Set<String> parameters, Function<String, double[]> entries, DoubleUnaryOperator each) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        structure.prunable().forEach(layer -> sums.put(layer.name(), new double[layer.nodes()]));
        for (String parameter : parameters) {
            Map<String, int[]> nodesIn = structure.nodesIn(parameter.substring(0, parameter.lastIndexOf('.')));
            if (!nodesIn.isEmpty()) {
                double[] values = entries.apply(parameter);
                nodesIn.forEach((layer, nodes) -> add(values, each, nodes, sums.get(layer)));
            }
        }
        return sums;
    }

    private static void add(double[] values, DoubleUnaryOperator each, int[] nodes, double[] sums) {
        int perChannel = values.length / nodes.length;
        for (int i = 0; i < values.length; i++) {
            int node = nodes[i / perChannel];
            if (node >= 0) {
                sums[node] += each.applyAsDouble(values[i]);
            }
        }
    }

    /** A network's parameters, each multiplied by its entry in a derivative: what a first-order expansion adds up. */
    public static Function<String, double[]> products(Network network, Map<String, double[]> derivative) {
        return name -> {
            double[] product = derivative.get(name).clone();
            float[] values = network.weight(name).toArray();
            for (int i = 0; i < product.length; i++) {
                product[i] *= values[i];
            }
            return product;
        };
    }
}
