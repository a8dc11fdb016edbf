package org.mipp.baseline;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.mipp.network.Network;
import org.mipp.network.Tensor;

/** The size of every node's incoming weights. */
public final class WeightNorms {

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
    public static Map<String, double[]> of(
            Candidates candidates, DoubleUnaryOperator each, DoubleUnaryOperator of, boolean normalised) {
        Network network = candidates.network();
        Map<String, double[]> norms = NodeSums.of(
                candidates.structure(),
                NodeSums.parameters(candidates.structure(), NodeSums.Part.WEIGHTS),
                parameter -> widened(network.weight(parameter)),
                each);
        norms.replaceAll((layer, sums) -> Arrays.stream(sums).map(of).toArray());
        if (normalised) {
            norms.replaceAll((layer, values) -> overMean(values));
        }
        return norms;
    }

    public static double[] widened(Tensor tensor) {
        float[] values = tensor.toArray();
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    private static double[] overMean(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return mean > 0 ? Arrays.stream(values).map(value -> value / mean).toArray() : values;
    }
}
