package org.mipp.network;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A fully connected layer with a bias.
 *
 * @param inputs input columns
 * @param outputs neurons
 */
public record FullyConnected(int inputs, int outputs) implements LinearMap {

    /** Checks the sizes. */
    public FullyConnected {
        positive(inputs, "input columns");
        positive(outputs, "neurons");
    }

    @Override
    public FullyConnected withInputs(int count) {
        return new FullyConnected(count, outputs);
    }

    @Override
    public FullyConnected withOutputs(int count) {
        return new FullyConnected(inputs, count);
    }

    @Override
    public Shape output(Shape input) {
        argument(
                input.dimension() == 1 && input.get(0) == inputs,
                "fully connected layer: expected input of shape [%d], got %s; is a Flatten missing?",
                inputs,
                input);
        return new Shape(outputs);
    }

    @Override
    public Map<String, Shape> parameters() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("weight", new Shape(outputs, inputs));
        shapes.put("bias", new Shape(outputs));
        return shapes;
    }

    @Override
    public long macs(Shape input) {
        return (long) inputs * outputs;
    }

    @Override
    public Block block() {
        return Linear.builder().setUnits(outputs).optBias(true).build();
    }
}
