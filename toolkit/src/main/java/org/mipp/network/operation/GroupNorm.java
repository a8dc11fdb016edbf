package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.Map;

/**
 * Group normalisation (Wu, He, arXiv:1803.08494): mean and variance over the pixels of several neighbouring channels, then a
 * scale and a shift a channel.
 *
 * @param channels channels of the images, or columns of the vectors
 * @param groups into how many groups they fall
 * @param epsilon what is added to the variance before its root is taken
 */
public record GroupNorm(int channels, int groups, float epsilon) implements CrossChannel, ScaleAndShift {

    /** Checks the numbers. */
    public GroupNorm {
        OutputShapes.groups(positive(channels, "channels"), groups, "channels");
        positive((double) epsilon, "epsilon");
    }

    @Override
    public Shape output(Shape input) {
        argument(
                input.get(0) == channels,
                "group norm: expected %d channels, got an input of shape %s",
                channels,
                input);
        return input;
    }

    @Override
    public Map<String, Shape> parameters() {
        return OutputShapes.weightAndBias(new Shape(channels), true);
    }

    @Override
    public Block block() {
        return new FormulaBlock(
                this,
                (values, weight, bias) -> Scale.affine(
                        LayerNorm.standardised(values.reshape(values.getShape().get(0), groups, -1), 2, epsilon)
                                .reshape(values.getShape()),
                        weight,
                        bias));
    }
}
