package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Batch normalisation (Ioffe and Szegedy, arXiv:1502.03167) with scale and shift, with PyTorch's constants: 1e-5 added to
 * the variance, running statistics that take a tenth of each batch's.
 *
 * @param channels channels of the images, or columns of the vectors
 */
public record BatchNorm(int channels) implements ChannelWise, ScaleAndShift {

    /** What is added to the variance before its root is taken. */
    public static final float EPSILON = 1e-5f;

    private static final float MOMENTUM = 0.9f; // what the running statistics keep per batch

    /** Checks the size. */
    public BatchNorm {
        positive(channels, "channels");
    }

    @Override
    public BatchNorm keep(int[] inputs, int[] outputs) {
        return new BatchNorm(outputs.length);
    }

    @Override
    public Shape output(Shape input) {
        argument(
                input.dimension() >= 1 && input.get(0) == channels,
                "batch norm: expected %d channels, got an input of shape %s",
                channels,
                input);
        return input;
    }

    @Override
    public Map<String, Shape> parameters() {
        return OutputShapes.weightAndBias(new Shape(channels), true);
    }

    @Override
    public Map<String, Shape> buffers() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("running_mean", new Shape(channels));
        shapes.put("running_var", new Shape(channels));
        return shapes;
    }

    @Override
    public Block block() {
        return ai.djl.nn.norm.BatchNorm.builder()
                .optEpsilon(EPSILON)
                .optMomentum(MOMENTUM)
                .build();
    }
}
