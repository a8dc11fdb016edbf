package org.mipp.network.blocks;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.Dropout;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.LayerNorm;
import org.mipp.network.operation.Operation;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.network.structure.CostBound;
import org.mipp.run.RefusedException;

/** One walk through a block, from its input to its output. */
final class BlockWalk {

    /** PyTorch's names of what DJL calls otherwise. */
    private static final Map<String, String> TORCH_NAMES =
            Map.of("gamma", "weight", "beta", "bias", "runningMean", "running_mean", "runningVar", "running_var");

    private final ArchitectureBuilder layers;
    private final CostBound bound;
    private final Map<String, Shape> shapes = new HashMap<>(); // what each layer makes of one sample
    private final Map<String, Source> sources = new HashMap<>(); // of each weight

    /** Where a weight comes from; above is what a batch norm's variance gains because the block's epsilon is larger. */
    private record Source(Parameter parameter, Shape shape, float above) {

        Tensor tensor(float[] values) {
            float[] changed = values.clone();
            for (int i = 0; i < changed.length; i++) {
                changed[i] += above;
            }
            return Tensor.of(shape, changed);
        }
    }

    BlockWalk(String name, Shape input) {
        layers = new ArchitectureBuilder(name, input);
        bound = new CostBound(input);
        shapes.put(Architecture.INPUT, input);
    }

    Network of(Block block) {
        read("", block, Architecture.INPUT);
        return new Network(
                layers.build(), weights(parameter -> parameter.getArray().toFloatArray()));
    }

    /** The weights of what was read if the block had other parameters. */
    Map<String, Tensor> weights(Function<Parameter, float[]> values) {
        Map<String, Tensor> weights = new HashMap<>();
        sources.forEach((name, source) -> weights.put(name, source.tensor(values.apply(source.parameter()))));
        return weights;
    }

    /** Adds the layers of a block that reads a layer; returns the name of the layer that holds its output. */
    private String read(String path, Block block, String from) {
        if (block instanceof SequentialBlock sequence) {
            return sequence(path, sequence, from);
        }
        String name = path.isEmpty() ? block.getClass().getSimpleName() : path;
        if (block instanceof ParallelBlock parallel) {
            return parallel(name, path, parallel, from);
        }
        if (block instanceof LambdaBlock function) {
            return FunctionRecognition.recognise(name, function, shapes.get(from))
                    .map(operation -> add(name, operation, List.of(from)))
                    .orElse(from);
        }
        String layer = add(name, operation(name, block, shapes.get(from)), List.of(from));
        noteParameters(name, block, shapes.get(from));
        return layer;
    }

    private String sequence(String path, SequentialBlock sequence, String from) {
        argument(
                !sequence.isReturnIntermediate(),
                "block %s: expected one output, got those of all its parts; call setReturnIntermediate(false)",
                path.isEmpty() ? "SequentialBlock" : path);
        String last = from;
        for (Pair<String, Block> child : sequence.getChildren()) {
            last = read(inside(path, child.getKey()), child.getValue(), last);
        }
        return last;
    }

    private String parallel(String name, String path, ParallelBlock parallel, String from) {
        List<String> branches = new ArrayList<>();
        for (Pair<String, Block> child : parallel.getChildren()) {
            branches.add(read(inside(path, child.getKey()), child.getValue(), from));
        }
        List<Shape> made = branches.stream().map(shapes::get).toList();
        String last = "";
        for (Operation part : JoinRecognition.recognise(name, parallel, shapes.get(from), made)) {
            String layer = name + "." + part.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            last = add(layer, part, last.isEmpty() ? branches : List.of(last));
        }
        return last;
    }

    private static String inside(String path, String child) {
        return path.isEmpty() ? child : path + "." + child;
    }

    private String add(String name, Operation operation, List<String> inputs) {
        try {
            shapes.put(
                    name, bound.add(operation, inputs.stream().map(shapes::get).toList()));
        } catch (RefusedException e) {
            throw new RefusedException("block " + name + ": " + e.getMessage(), e);
        }
        layers.add(name, operation, inputs.toArray(String[]::new));
        return name;
    }

    private static Operation operation(String name, Block block, Shape input) {
        if (block instanceof Conv2d convolution) {
            return ConvolutionReading.of(name, convolution, Math.toIntExact(input.get(0)));
        }
        if (block instanceof Linear) {
            Shape weight = array(name, block, "weight").getShape();
            boolean bias = block.getDirectParameters().contains("bias");
            return new FullyConnected(Math.toIntExact(weight.get(1)), Math.toIntExact(weight.get(0)), bias);
        }
        if (block instanceof ai.djl.nn.norm.BatchNorm) {
            return new BatchNorm(Math.toIntExact(array(name, block, "gamma").size()));
        }
        if (block instanceof ai.djl.nn.norm.LayerNorm) {
            argument(
                    input.dimension() == 1 && block.getDirectParameters().size() == 2,
                    "block %s: expected a layer norm of vectors with scale and shift, got one of inputs of shape %s; flatten"
                            + " before it, or use batch norm",
                    name,
                    input);
            try (BlockProbe probe = BlockProbe.of(block)) {
                int columns = Math.toIntExact(input.get(0));
                return new LayerNorm(columns, probe.layerNormEpsilon(block, columns));
            }
        }
        if (block instanceof ai.djl.nn.norm.Dropout) {
            try (BlockProbe probe = BlockProbe.of(block)) {
                return new Dropout(Math.round(1e6 * probe.rate(block)) / 1e6f);
            }
        }
        throw new RefusedException(String.format(
                Locale.ROOT,
                "block %s: expected a SequentialBlock, ParallelBlock, Conv2d, Linear, BatchNorm, LayerNorm, Dropout or"
                        + " LambdaBlock, got %s; build the network of these",
                name,
                block.getClass().getSimpleName()));
    }

    private void noteParameters(String name, Block block, Shape input) {
        for (Pair<String, Parameter> parameter : block.getDirectParameters()) {
            String own = parameter.getKey();
            NDArray array = array(name, block, own);
            float above = own.equals("runningVar") ? epsilonAbove(block, input) : 0;
            sources.put(
                    name + "." + TORCH_NAMES.getOrDefault(own, own),
                    new Source(parameter.getValue(), array.getShape(), above));
        }
    }

    /** Batch norm divides by the root of variance + epsilon: what a block's epsilon is above ours goes to the variance. */
    private static float epsilonAbove(Block norm, Shape input) {
        try (BlockProbe probe = BlockProbe.of(norm)) {
            double above = probe.epsilon(norm, input) - BatchNorm.EPSILON;
            return Math.abs(above) > 1e-3 * BatchNorm.EPSILON ? (float) above : 0;
        }
    }

    private static NDArray array(String name, Block block, String parameter) {
        NDArray array = block.getDirectParameters().get(parameter).getArray();
        argument(
                array.getDataType() == DataType.FLOAT32,
                "block %s: expected a %s of type float32, got %s; initialise the block with DataType.FLOAT32",
                name,
                parameter,
                array.getDataType());
        return array;
    }
}
