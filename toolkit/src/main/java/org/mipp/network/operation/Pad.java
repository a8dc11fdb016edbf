package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import java.util.stream.IntStream;

/**
 * Adds pixels around images.
 *
 * @param padding how many
 * @param mode where their values come from
 * @param value their value, if they are constant; else 0
 */
public record Pad(Padding padding, Mode mode, float value) implements ChannelWise {

    /** Where the values of new pixels come from, by ONNX's names. */
    public enum Mode {
        /** One number. */
        CONSTANT,
        /** The image mirrored at its outermost pixels. */
        REFLECT,
        /** The outermost pixels repeated. */
        EDGE
    }

    /** Checks the number. */
    public Pad {
        argument(
                Float.isFinite(value) && (mode == Mode.CONSTANT || value == 0),
                "pad: expected a finite value, 0 unless it is constant, got %s for %s",
                value,
                mode);
    }

    @Override
    public Shape output(Shape input) {
        Shape image = OutputShapes.image("pad", input, 1);
        argument(
                mode != Mode.REFLECT
                        || Math.max(padding.top(), padding.bottom()) < image.get(1)
                                && Math.max(padding.left(), padding.right()) < image.get(2),
                "pad: expected images larger than the %s pixels that mirror them, got %s",
                padding,
                input);
        return new Shape(
                image.get(0),
                image.get(1) + padding.top() + padding.bottom(),
                image.get(2) + padding.left() + padding.right());
    }

    @Override
    public Block block() {
        return LambdaBlock.singleton(
                images -> mode == Mode.CONSTANT ? padding.around(images, value) : copied(images), "pad");
    }

    private NDArray copied(NDArray images) {
        long[] rows = source(images.getShape().get(2), padding.top(), padding.bottom());
        long[] columns = source(images.getShape().get(3), padding.left(), padding.right());
        return images.get(new NDIndex(":, :, {}", images.getManager().create(rows)))
                .get(new NDIndex(":, :, :, {}", images.getManager().create(columns)));
    }

    /** For each new row or column the old one that it takes. */
    private long[] source(long side, int before, int behind) {
        return IntStream.range(-before, (int) side + behind)
                .mapToLong(place -> mode == Mode.EDGE
                        ? Math.min(Math.max(place, 0), side - 1)
                        : side - 1 - Math.abs(side - 1 - Math.abs(place)))
                .toArray();
    }
}
