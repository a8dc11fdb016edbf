package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.Map;

/**
 * Layer normalisation (Ba, Kiros, Hinton, arXiv:1607.06450) over the columns of a vector, or over the channels of an image at
 * every pixel by itself, as in ConvNeXt; then a scale and a shift for each.
 *
 * @param channels channels of the images, or columns of the vectors
 * @param epsilon what is added to the variance before its root is taken
 */
public record LayerNorm(int channels, float epsilon) implements CrossChannel, ScaleAndShift {

    /** Checks the numbers. */
    public LayerNorm {
        positive(channels, "channels");
        positive((double) epsilon, "epsilon");
    }

    @Override
    public Shape output(Shape input) {
        argument(
                input.get(0) == channels,
                "layer norm: expected %d channels, got an input of shape %s",
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
                this, (values, weight, bias) -> Scale.affine(standardised(values, 1, epsilon), weight, bias));
    }

    /** Values less their mean along an axis, divided by the root of their variance. */
    static NDArray standardised(NDArray values, int axis, float epsilon) {
        NDArray centred = values.sub(values.mean(new int[] {axis}, true));
        return centred.div(
                centred.square().mean(new int[] {axis}, true).add(epsilon).sqrt());
    }
}
