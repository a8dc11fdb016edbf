package org.mipp.network;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.ScaleAndShift;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.run.HeapBudget;

/**
 * New weights, the same for the same seed on every device.
 *
 * <p>Weights and biases of linear maps and convolutions are uniform within {@code 1 / sqrt(n)} of zero, n being the number
 * of values that each node sums: PyTorch's own rule, so that results can be compared with PyTorch's. Norms start without
 * scaling: scales and running variances 1, shifts and running means 0.
 */
public final class Initialisation {

    private static final Set<String> UNITS = Set.of("weight", "running_var"); // of norms; what else they have is 0

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
            if (operation instanceof ScaleAndShift) {
                for (Map<String, Shape> part : List.of(parameters, operation.buffers())) {
                    part.forEach((name, shape) ->
                            weights.put(layer.name() + "." + name, constant(shape, UNITS.contains(name) ? 1 : 0)));
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
