package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import java.util.List;

/**
 * Subtracts a constant from every input channel and divides by another: what a network was trained to expect of its input.
 *
 * @param mean what is subtracted, per channel
 * @param deviation what is then divided by, per channel, positive
 */
public record Normalisation(List<Float> mean, List<Float> deviation) implements ChannelWise {

    /** Copies and checks the numbers. */
    public Normalisation {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        argument(
                mean.size() == deviation.size() && !mean.isEmpty(),
                "normalisation: expected as many means as deviations, got %d and %d",
                mean.size(),
                deviation.size());
        deviation.forEach(value -> positive(value.doubleValue(), "deviation"));
    }

    @Override
    public Shape output(Shape input) {
        argument(
                input.dimension() == 3 && input.get(0) == mean.size(),
                "normalisation: expected images of %d channels, got %s",
                mean.size(),
                input);
        return input;
    }

    @Override
    public Block block() {
        return LambdaBlock.singleton(
                images -> images.sub(constants(images, mean)).divi(constants(images, deviation)), "normalisation");
    }

    private static NDArray constants(NDArray images, List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return images.getManager().create(array, new Shape(1, array.length, 1, 1));
    }
}
