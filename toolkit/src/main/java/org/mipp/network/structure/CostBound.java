package org.mipp.network.structure;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.OutputShapes;

/**
 * What a network may cost, checked layer by layer before memory is taken for anything: a few numbers in a file, or one size
 * too many zeros long, can ask for terabytes. Products that leave the range of a long count as its largest number.
 *
 * <p>The bounds are far above what this toolkit is for. ResNet-50 on images of 224 x 224 pixels makes 4e7 numbers per image
 * and takes 4e9 multiplications.
 */
public final class CostBound {

    /** Layers of a network, at most. */
    public static final int LAYERS = 10_000;

    /** Numbers that all layers together may make of one image: 1 GiB. */
    static final long NUMBERS = 1L << 28;

    /** Channels (or columns) of all layers together. */
    static final long CHANNELS = 1L << 22;

    /** Multiply-accumulate operations of all layers together for one image. */
    static final long MACS = 1L << 40;

    private static final long PER_TENSOR = Integer.MAX_VALUE - 8; // what a Java array holds

    private long layers;
    private long numbers;
    private long channels;
    private long macs;

    /**
     * Starts with the input.
     *
     * @param input the shape of one input, without the batch axis
     * @throws IllegalArgumentException if it is none, or too large
     */
    public CostBound(Shape input) {
        argument(
                input.dimension() >= 1 && Arrays.stream(input.getShape()).allMatch(side -> side >= 1),
                "input: expected a shape such as [channels, height, width] of numbers of at least 1, got %s",
                input);
        addOutput(input);
    }

    /**
     * Adds a layer.
     *
     * @param operation what it does
     * @param inputs the shapes of what it reads
     * @return the shape of its output
     * @throws IllegalArgumentException if an input does not fit, or all layers so far together cost more than they may
     */
    public Shape add(Operation operation, List<Shape> inputs) {
        requireLayer(++layers);
        operation
                .parameters()
                .forEach((name, shape) -> argument(
                        OutputShapes.size(shape) <= PER_TENSOR,
                        "expected at most %d numbers in its %s, as many as a Java array has places, got shape %s; choose fewer"
                                + " channels or a smaller kernel",
                        PER_TENSOR,
                        name,
                        shape));
        Shape output = operation.output(inputs);
        addOutput(output);
        long more = operation.macs(inputs);
        argument(
                more <= MACS - macs,
                "expected at most %d multiplications for one image, all layers up to here together, got %s for an output of"
                        + " shape %s beside %d before it; use smaller images, fewer channels, smaller kernels or larger strides",
                MACS,
                more == Long.MAX_VALUE ? "more than can be counted" : more,
                output,
                macs);
        macs += more;
        return output;
    }

    /** Refuses too long a chain while it is made. */
    static void requireLayer(long number) {
        argument(number <= LAYERS, "expected at most %d layers, got more; use fewer blocks", LAYERS);
    }

    private void addOutput(Shape output) {
        long size = OutputShapes.size(output);
        argument(
                size <= NUMBERS - numbers,
                "expected at most %d numbers of one image (1 GiB), all layers up to here together, got %s with an output of"
                        + " shape %s beside %d before it; use smaller images, fewer channels, less padding or larger strides",
                NUMBERS,
                size == Long.MAX_VALUE ? "more than can be counted" : size,
                output,
                numbers);
        argument(
                output.get(0) <= CHANNELS - channels,
                "expected at most %d channels or columns, all layers up to here together, got %d beside %d before them; use"
                        + " fewer, or pool before a layer is flattened",
                CHANNELS,
                output.get(0),
                channels);
        numbers += size;
        channels += output.get(0);
    }
}
