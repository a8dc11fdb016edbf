package org.mipp.network;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.Operation;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.run.HeapBudget;

/**
 * New weights, the same for the same seed on every device.
 *
 * <p>Weights and biases of linear maps and convolutions are uniform within {@code 1 / sqrt(n)} of zero, n being the number
 * of values that each node sums: PyTorch's own rule, so that results can be compared with PyTorch's. Batch norm starts as
 * the identity: scales and running variances 1, shifts and running means 0.
 */
public final class Initialisation {

    private Initialisation() {}

    /**
     * Makes a network with new weights.
     *
     * @param architecture its layers
     * @param seed of the random numbers
     * @return the network, not trained
     */
    public static Network of(Architecture architecture, long seed) {
        HeapBudget.half().pass("weights of " + architecture.name(), architecture.parameterCount(), 2 * Float.BYTES);
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (Layer layer : architecture.layers()) {
            Operation operation = layer.operation();
            Map<String, Shape> parameters = operation.parameters();
            if (operation instanceof BatchNorm batchNorm) {
                Shape shape = new Shape(batchNorm.channels());
                for (String name : List.of("weight", "bias", "running_mean", "running_var")) {
                    float value = name.equals("weight") || name.equals("running_var") ? 1 : 0;
                    weights.put(layer.name() + "." + name, constant(shape, value));
                }
            } else if (!parameters.isEmpty()) {
                double bound =
                        1 / Math.sqrt((double) parameters.get("weight").slice(1).size());
                parameters.forEach(
                        (name, shape) -> weights.put(layer.name() + "." + name, uniform(shape, bound, random)));
            }
        }
        return new Network(architecture, weights);
    }

    private static Tensor constant(Shape shape, float value) {
        float[] values = new float[Math.toIntExact(shape.size())];
        Arrays.fill(values, value);
        return Tensor.of(shape, values);
    }

    private static Tensor uniform(Shape shape, double bound, SplittableRandom random) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return Tensor.of(shape, values);
    }
}
