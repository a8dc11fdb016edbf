package org.mipp.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;

/**
 * A network as one block of DJL, whose children are the blocks of its layers, so that every layer's output can be read.
 *
 * <p>It holds nothing native until it gets a place in memory: by {@code initialize(manager, type, shape)}, which a trainer
 * calls too, with the weights of the network; or by {@code Model.load}, with those of the file. Its parameters live as long as
 * that manager.
 */
public final class NetworkBlock extends AbstractBlock {

    /** What DJL calls the parameters of batch norm; all others it calls as PyTorch does. */
    private static final Map<String, String> DJL_NAMES = Map.of(
            "batchNorm.weight", "gamma",
            "batchNorm.bias", "beta",
            "batchNorm.running_mean", "runningMean",
            "batchNorm.running_var", "runningVar");

    private final Network network;
    private final Architecture architecture;
    private final Map<String, Block> blocks = new LinkedHashMap<>();

    /** Makes the block of a network, which it gets its weights from when it is initialised. */
    NetworkBlock(Network network) {
        this.network = network;
        this.architecture = network.architecture();
        for (Layer layer : architecture.layers()) {
            blocks.put(
                    layer.name(), addChildBlock(layer.name(), layer.operation().block()));
        }
    }

    /**
     * Finds a parameter.
     *
     * @param name its full name, for example {@code conv1.weight}
     * @return DJL's parameter
     */
    public Parameter parameter(String name) {
        int dot = name.lastIndexOf('.');
        String layer = name.substring(0, dot);
        String own = name.substring(dot + 1);
        boolean batchNorm = architecture.layer(layer).operation() instanceof BatchNorm;
        return blocks.get(layer)
                .getDirectParameters()
                .get(batchNorm ? DJL_NAMES.getOrDefault("batchNorm." + own, own) : own);
    }

    /**
     * Runs one layer.
     *
     * @param layer its name
     * @param store of the parameters
     * @param inputs the outputs of the layers that it reads
     * @param training whether statistics are taken and values dropped
     * @return its output
     */
    public NDArray apply(String layer, ParameterStore store, NDList inputs, boolean training) {
        return blocks.get(layer).forward(store, inputs, training).singletonOrThrow();
    }

    /**
     * Runs all layers.
     *
     * @param store of the parameters
     * @param input of the network
     * @param wanted names of layers, or {@link Architecture#INPUT}
     * @param training whether statistics are taken and values dropped
     * @return these outputs and the last one; every other one is freed once no layer will read it
     */
    public Map<String, NDArray> outputs(ParameterStore store, NDArray input, Set<String> wanted, boolean training) {
        return run(store, input, wanted, training, (layer, outputs) -> true);
    }

    /**
     * Runs layers one after the other, with a look at what is there after each.
     *
     * @param store of the parameters
     * @param input of the network
     * @param wanted names of layers, or {@link Architecture#INPUT}
     * @param training whether statistics are taken and values dropped
     * @param after gets a layer's name and what is there after it, and says whether to go on
     * @return as {@link #outputs}
     */
    public Map<String, NDArray> run(
            ParameterStore store,
            NDArray input,
            Set<String> wanted,
            boolean training,
            BiPredicate<String, Map<String, NDArray>> after) {
        Map<String, Integer> uses = new HashMap<>(); // how many layers have still to read an output
        architecture.layers().forEach(layer -> layer.inputs().forEach(read -> uses.merge(read, 1, Integer::sum)));
        Map<String, NDArray> outputs = new HashMap<>();
        outputs.put(Architecture.INPUT, input);
        for (Layer layer : architecture.layers()) {
            NDList read = new NDList();
            layer.inputs().forEach(name -> read.add(outputs.get(name)));
            outputs.put(layer.name(), apply(layer.name(), store, read, training));
            if (!after.test(layer.name(), outputs)) {
                break;
            }
            layer.inputs().stream()
                    .filter(name -> uses.merge(name, -1, Integer::sum) == 0 && !wanted.contains(name))
                    .forEach(name -> release(outputs, name));
        }
        return outputs;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> arguments) {
        String last = architecture.last().name();
        return new NDList(outputs(store, inputs.singletonOrThrow(), Set.of(last), training)
                .get(last));
    }

    /** Frees an output that no layer will read again, unless a layer has passed it on as it is. */
    private static void release(Map<String, NDArray> outputs, String name) {
        NDArray output = outputs.remove(name);
        if (!name.equals(Architecture.INPUT) && outputs.values().stream().noneMatch(other -> other == output)) {
            output.close();
        }
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
        network.weights().forEach((name, tensor) -> {
            Parameter parameter = parameter(name);
            if (!parameter.isInitialized()) {
                NDArray array = manager.create(tensor.toArray(), tensor.shape());
                parameter.setArray(array.toType(type, false));
            }
        });
        Map<String, Shape> shapes = architecture.outputs();
        for (Layer layer : architecture.layers()) {
            List<Shape> inputs = layer.inputs().stream()
                    .map(name -> new Shape(1).addAll(shapes.get(name)))
                    .toList();
            blocks.get(layer.name()).initialize(manager, type, inputs.toArray(Shape[]::new));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape logits = architecture.outputs().get(architecture.last().name());
        return new Shape[] {new Shape(inputShapes[0].get(0)).addAll(logits)};
    }
}
