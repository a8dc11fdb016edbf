package org.mipp.baseline;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.mipp.network.Network;

/** The size of every node's incoming weights. */
final class WeightNorms {

    private WeightNorms() {}

    /**
     * Computes norms.
     *
     * @param candidates the network
     * @param each what a weight adds
     * @param of what becomes of the sum
     * @param normalised whether to divide by the layer's mean
     * @return one norm per node, by layer
     */
    static Map<String, double[]> of(
            Candidates candidates, DoubleUnaryOperator each, DoubleUnaryOperator of, boolean normalised) {
        Network network = candidates.network();
        Map<String, double[]> norms = NodeSums.of(candidates.structure(), Set.of(NodeSums.Part.WEIGHTS), parameter -> {
            float[] weights = network.weight(parameter).toArray();
            double[] values = new double[weights.length];
            Arrays.setAll(values, i -> each.applyAsDouble(weights[i]));
            return values;
        });
        norms.replaceAll((layer, sums) -> Arrays.stream(sums).map(of).toArray());
        if (normalised) {
            norms.replaceAll((layer, values) -> overMean(values));
        }
        return norms;
    }

    private static double[] overMean(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return mean > 0 ? Arrays.stream(values).map(value -> value / mean).toArray() : values;
    }
}
