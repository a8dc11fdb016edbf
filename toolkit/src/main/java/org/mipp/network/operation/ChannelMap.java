package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes every n-th pixel and moves channels to other places, zeros in the places that get none: slices, splits and shuffles of
 * channels, and the shortcut without parameters of He et al., arXiv:1512.03385, option A, before and after pruning.
 *
 * @param inputs input channels of images, or columns of vectors
 * @param stride which pixels to take, in both directions; 1 for vectors
 * @param source for each output channel the input channel that it takes, or -1 for zeros
 */
public record ChannelMap(int inputs, int stride, List<Integer> source) implements Operation {

    /** Checks the numbers. */
    public ChannelMap {
        source = List.copyOf(source);
        positive(inputs, "input channels");
        positive(stride, "stride");
        int channels = inputs;
        argument(
                !source.isEmpty() && source.stream().allMatch(channel -> channel >= -1 && channel < channels),
                "channel map: expected input channels from 0 to %d, or -1 for zeros, got %s",
                inputs - 1,
                source);
    }

    /**
     * Makes the shortcut of option A: the new channels, zeros, half before and half after the old ones.
     *
     * @param inputs input channels
     * @param outputs output channels, at least as many
     * @param stride which pixels to take
     * @return the shortcut
     */
    public static ChannelMap padded(int inputs, int outputs, int stride) {
        int before = (outputs - inputs) / 2;
        return new ChannelMap(
                inputs,
                stride,
                Stream.of(
                                Collections.nCopies(before, -1),
                                IntStream.range(0, inputs).boxed().toList(),
                                Collections.nCopies(outputs - inputs - before, -1))
                        .flatMap(List::stream)
                        .toList());
    }

    /**
     * Takes neighbouring channels, as a split or a slice does.
     *
     * @param inputs input channels
     * @param from the first to take
     * @param to the first behind it not to take
     * @return the map
     */
    public static ChannelMap slice(int inputs, int from, int to) {
        return new ChannelMap(inputs, 1, IntStream.range(from, to).boxed().toList());
    }

    /**
     * Deals the channels of each group out in turn, as ShuffleNet does (Zhang, Zhou, Lin, Sun, arXiv:1707.01083).
     *
     * @param inputs input channels
     * @param groups into how many groups they fall
     * @return the map
     */
    public static ChannelMap shuffle(int inputs, int groups) {
        OutputShapes.groups(positive(inputs, "input channels"), groups, "input channels");
        int each = inputs / groups;
        return new ChannelMap(
                inputs,
                1,
                IntStream.range(0, inputs)
                        .map(output -> output % groups * each + output / groups)
                        .boxed()
                        .toList());
    }

    @Override
    public ChannelMap keep(int[] keptInputs, int[] keptOutputs) {
        return new ChannelMap(
                keptInputs.length,
                stride,
                Arrays.stream(keptOutputs)
                        .map(output -> Math.max(-1, Arrays.binarySearch(keptInputs, source.get(output))))
                        .boxed()
                        .toList());
    }

    @Override
    public Shape output(List<Shape> shapes) {
        Shape input = OutputShapes.single(shapes);
        if (input.dimension() == 1 && input.get(0) == inputs && stride == 1) {
            return new Shape(source.size());
        }
        argument(
                input.dimension() == 3 && input.get(0) == inputs,
                "channel map: expected input of shape [%d, height, width], got %s",
                inputs,
                input);
        return new Shape(source.size(), (input.get(1) + stride - 1) / stride, (input.get(2) + stride - 1) / stride);
    }

    @Override
    public Block block() {
        int[] places = source.stream()
                .mapToInt(channel -> channel < 0 ? inputs : channel) // the place after the last channel holds zeros
                .toArray();
        return LambdaBlock.singleton(
                images -> {
                    NDArray some = stride == 1 ? images : images.get(new NDIndex(":, :, ::{}, ::{}", stride, stride));
                    long[] shape = some.getShape().getShape();
                    shape[1] = 1;
                    NDArray zeros = images.getManager().zeros(new Shape(shape), some.getDataType());
                    NDArray padded = NDArrays.concat(new NDList(some, zeros), 1);
                    return padded.get(new NDIndex(":, {}", images.getManager().create(places)));
                },
                "channelMap");
    }
}
