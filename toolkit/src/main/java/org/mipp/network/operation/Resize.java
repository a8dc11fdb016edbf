package org.mipp.network.operation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;

/**
 * Scales images to another size, as PyTorch's {@code interpolate} does without aligned corners.
 *
 * @param size of the images that come out
 * @param mode how a pixel gets its value
 */
public record Resize(Sides size, Mode mode) implements ChannelWise {

    /** How a pixel gets its value. */
    public enum Mode {
        /** From the pixel at {@code floor(place x old side / new side)}: ONNX's asymmetric coordinates, rounded down. */
        NEAREST,
        /** From the two nearest in each direction, linearly, between pixel centres: ONNX's half_pixel. */
        BILINEAR
    }

    @Override
    public Shape output(Shape input) {
        return new Shape(OutputShapes.image("resize", input, 1).get(0), size.height(), size.width());
    }

    @Override
    public Block block() {
        return LambdaBlock.singleton(
                images -> {
                    Shape shape = images.getShape();
                    NDArray down = weights(images, shape.get(2), size.height());
                    NDArray across = weights(images, shape.get(3), size.width());
                    return down.matMul(images.matMul(across.transpose()));
                },
                "resize");
    }

    /** How much each new row takes of each old one, shape {@code [new, old]}. */
    private NDArray weights(NDArray like, long old, int wanted) {
        int side = Math.toIntExact(old);
        float[] weights = new float[wanted * side];
        for (int i = 0; i < wanted; i++) {
            if (mode == Mode.NEAREST) {
                weights[i * side + (int) ((long) i * side / wanted)] = 1;
            } else {
                double place = Math.max(0, (i + 0.5) * side / wanted - 0.5);
                int before = (int) place;
                float share = (float) (place - before);
                weights[i * side + before] += 1 - share;
                weights[i * side + Math.min(before + 1, side - 1)] += share;
            }
        }
        return like.getManager().create(weights, new Shape(wanted, side)).toType(like.getDataType(), false);
    }
}
