package org.mipp.network.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mipp.network.operation.ChannelMap;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.GlobalMaxPool;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.Pad;
import org.mipp.network.operation.Padding;
import org.mipp.network.operation.Pointwise;
import org.mipp.network.operation.Relu;
import org.mipp.network.operation.Resize;
import org.mipp.network.operation.Sides;
import org.mipp.network.operation.Softmax;
import org.mipp.network.operation.Unflatten;

/**
 * The operations that a function may be, their numbers read off what it made of random inputs. Most of them it is not: who asks
 * compares.
 */
final class FunctionCandidates {

    static final int LARGEST_WINDOW = 16;

    private FunctionCandidates() {}

    /** Pointwise functions without constants, or with the usual ones. */
    static Stream<Operation> usual() {
        return Stream.of(
                Pointwise.relu6(),
                Pointwise.leakyRelu(0.01f),
                Pointwise.leakyRelu(0.1f),
                Pointwise.leakyRelu(0.2f),
                Pointwise.elu(1),
                new Pointwise(Pointwise.Kind.SILU),
                new Pointwise(Pointwise.Kind.HARD_SWISH),
                Pointwise.hardSigmoid(),
                new Pointwise(Pointwise.Kind.HARD_SIGMOID, 0.2f, 0.5f), // ONNX's and Keras's
                new Pointwise(Pointwise.Kind.GELU),
                new Pointwise(Pointwise.Kind.GELU_TANH),
                new Pointwise(Pointwise.Kind.SIGMOID),
                new Pointwise(Pointwise.Kind.TANH));
    }

    /**
     * Lists what a function may be.
     *
     * @param given small random inputs, then large ones
     * @param made what it made of each
     */
    static Stream<Operation> of(List<NDArray> given, List<NDArray> made) {
        Shape input = given.get(0).getShape().slice(1);
        Shape output = made.get(0).getShape().slice(1);
        Stream<Operation> always = Stream.of(new Relu(), new Flatten(), new GlobalAveragePool(), new GlobalMaxPool());
        Stream<Operation> found = Stream.concat(always, Stream.of(new Softmax(), new Unflatten()));
        if (input.equals(output)) {
            found = Stream.of(found, usual(), fitted(given.get(1), made.get(1))).flatMap(part -> part);
        }
        if (input.dimension() == output.dimension()) {
            found = Stream.concat(found, channels(given.get(0), made.get(0)));
        }
        if (input.dimension() == 3 && output.dimension() == 3 && input.get(0) == output.get(0)) {
            boolean grown = output.get(1) > input.get(1) || output.get(2) > input.get(2);
            found = Stream.concat(found, grown ? padded(input, output, made.get(0)) : Stream.empty());
            found = Stream.of(found, resized(output), PoolCandidates.of(input, output))
                    .flatMap(part -> part);
        }
        return found;
    }

    /** Pointwise functions with the constants that large numbers show. */
    private static Stream<Operation> fitted(NDArray given, NDArray made) {
        float[] x = given.toFloatArray();
        float[] y = made.toFloatArray();
        int lowest = IntStream.range(0, x.length)
                .reduce((a, b) -> x[a] <= x[b] ? a : b)
                .orElseThrow();
        float smallest = Float.MAX_VALUE;
        float largest = -Float.MAX_VALUE;
        for (float value : y) {
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        Stream.Builder<Operation> functions = Stream.builder();
        if (Float.isFinite(smallest) && Float.isFinite(largest) && smallest < largest) {
            functions.add(Pointwise.clip(smallest, largest));
            functions.add(Pointwise.elu(-smallest));
        }
        float slope = y[lowest] / x[lowest];
        if (Float.isFinite(slope)) {
            functions.add(Pointwise.leakyRelu(slope));
        }
        return functions.build();
    }

    /** The choice of channels whose first pixels those of the output are. */
    private static Stream<Operation> channels(NDArray given, NDArray made) {
        float[] x = given.toFloatArray();
        float[] y = made.toFloatArray();
        int inputs = Math.toIntExact(given.getShape().get(1));
        int outputs = Math.toIntExact(made.getShape().get(1));
        int inputPixels = x.length / inputs / BlockProbe.SAMPLES;
        int outputPixels = y.length / outputs / BlockProbe.SAMPLES;
        Map<Float, Integer> channel = new HashMap<>();
        channel.put(0f, -1);
        IntStream.range(0, inputs).forEach(i -> channel.put(x[i * inputPixels], i));
        List<Integer> source = IntStream.range(0, outputs)
                .mapToObj(o -> channel.getOrDefault(y[o * outputPixels], inputs))
                .toList();
        return source.contains(inputs)
                ? Stream.empty()
                : IntStream.rangeClosed(1, inputPixels == outputPixels ? 1 : LARGEST_WINDOW)
                        .mapToObj(stride -> new ChannelMap(inputs, stride, source));
    }

    /** All ways to put the image somewhere into the larger one, with the first or last pixel as the constant. */
    private static Stream<Operation> padded(Shape input, Shape output, NDArray made) {
        int rows = Math.toIntExact(output.get(1) - input.get(1));
        int columns = Math.toIntExact(output.get(2) - input.get(2));
        if (rows < 0 || columns < 0 || Math.max(rows, columns) > 2 * LARGEST_WINDOW) {
            return Stream.empty();
        }
        float[] y = made.toFloatArray();
        return IntStream.rangeClosed(0, rows).boxed().flatMap(top -> IntStream.rangeClosed(0, columns)
                .mapToObj(left -> new Padding(top, left, rows - top, columns - left))
                .flatMap(padding -> Stream.of(
                        new Pad(padding, Pad.Mode.CONSTANT, y[0]),
                        new Pad(padding, Pad.Mode.CONSTANT, y[y.length - 1]),
                        new Pad(padding, Pad.Mode.REFLECT, 0),
                        new Pad(padding, Pad.Mode.EDGE, 0))));
    }

    private static Stream<Operation> resized(Shape output) {
        Sides size = new Sides(Math.toIntExact(output.get(1)), Math.toIntExact(output.get(2)));
        return Stream.of(Resize.Mode.values()).map(mode -> new Resize(size, mode));
    }
}
