package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies every channel by a number that is learned, and may add another: ConvNeXt's layer scale, or a batch norm of which
 * only the affine map is left.
 *
 * @param channels channels of the images, or columns of the vectors
 * @param bias whether it adds a number
 */
public record Scale(int channels, boolean bias) implements ChannelWise, ScaleAndShift {

    /** Checks the size. */
    public Scale {
        positive(channels, "channels");
    }

    @Override
    public Scale keep(int[] inputs, int[] outputs) {
        return new Scale(outputs.length, bias);
    }

    @Override
    public Shape output(Shape input) {
        argument(input.get(0) == channels, "scale: expected %d channels, got an input of shape %s", channels, input);
        return input;
    }

    @Override
    public Map<String, Shape> parameters() {
        return OutputShapes.weightAndBias(new Shape(channels), bias);
    }

    @Override
    public Block block() {
        return new FormulaBlock(this, (values, weight, bias) -> affine(values, weight, bias));
    }

    /** One factor and, unless it is null, one addend a channel. */
    static NDArray affine(NDArray values, NDArray weight, @Nullable NDArray bias) {
        NDArray scaled = values.mul(perChannel(weight, values));
        return bias == null ? scaled : scaled.add(perChannel(bias, values));
    }

    private static NDArray perChannel(NDArray numbers, NDArray values) {
        return values.getShape().dimension() == 2 ? numbers : numbers.reshape(-1, 1, 1);
    }
}
