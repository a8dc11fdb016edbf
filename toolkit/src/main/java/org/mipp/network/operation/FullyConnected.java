package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import java.util.List;
import java.util.Map;

/**
 * A fully connected layer.
 *
 * @param inputs input columns
 * @param outputs neurons
 * @param bias whether it adds a bias
 */
public record FullyConnected(int inputs, int outputs, boolean bias) implements LinearMap {

    /** Checks the sizes. */
    public FullyConnected {
        positive(inputs, "input columns");
        positive(outputs, "neurons");
    }

    /**
     * Makes a layer with a bias.
     *
     * @param inputs input columns
     * @param outputs neurons
     */
    public FullyConnected(int inputs, int outputs) {
        this(inputs, outputs, true);
    }

    @Override
    public int columnsPerInput() {
        return 1;
    }

    @Override
    public FullyConnected keep(int[] keptInputs, int[] keptOutputs) {
        return new FullyConnected(keptInputs.length, keptOutputs.length, bias);
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
        return OutputShapes.weightAndBias(new Shape(outputs, inputs), bias);
    }

    @Override
    public long macs(List<Shape> shapes) {
        return (long) inputs * outputs;
    }

    @Override
    public Block block() {
        return Linear.builder().setUnits(outputs).optBias(bias).build();
    }
}
