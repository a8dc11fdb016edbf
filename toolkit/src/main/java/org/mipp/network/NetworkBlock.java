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
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network as one DJL block whose children are the blocks of its layers, so that every layer's output can be read. */
final class NetworkBlock extends AbstractBlock {

    private final Map<String, Block> layers = new LinkedHashMap<>();

    /** Makes the block with the weights of a network, in the memory of a manager. */
    NetworkBlock(Network network, NDManager manager) {
        for (Layer layer : network.architecture().layers()) {
            Block block = addChildBlock(layer.name(), layer.operation().block());
            layers.put(layer.name(), block);
            for (String parameter : layer.operation().parameters().keySet()) {
                Tensor tensor = network.weight(layer.name() + "." + parameter);
                block.getDirectParameters().get(parameter).setArray(manager.create(tensor.toArray(), tensor.shape()));
            }
        }
        initialize(
                manager,
                DataType.FLOAT32,
                new Shape(1).addAll(network.architecture().input()));
    }

    /** Finds a parameter by its full name, for example {@code conv1.weight}. */
    Parameter parameter(String name) {
        int dot = name.lastIndexOf('.');
        return layers.get(name.substring(0, dot)).getDirectParameters().get(name.substring(dot + 1));
    }

    /** Runs one layer. */
    NDArray apply(String layer, ParameterStore store, NDArray input, boolean training) {
        return layers.get(layer).forward(store, new NDList(input), training).singletonOrThrow();
    }

    /** Runs all layers and keeps every output, by layer name. */
    Map<String, NDArray> outputs(ParameterStore store, NDArray input, boolean training) {
        Map<String, NDArray> outputs = new LinkedHashMap<>();
        NDArray current = input;
        for (String layer : layers.keySet()) {
            current = apply(layer, store, current, training);
            outputs.put(layer, current);
        }
        return outputs;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> arguments) {
        NDArray current = inputs.singletonOrThrow();
        for (String layer : layers.keySet()) {
            current = apply(layer, store, current, training);
        }
        return new NDList(current);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
        Shape[] shapes = inputShapes;
        for (Block block : layers.values()) {
            block.initialize(manager, type, shapes);
            shapes = block.getOutputShapes(shapes);
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] shapes = inputShapes;
        for (Block block : layers.values()) {
            shapes = block.getOutputShapes(shapes);
        }
        return shapes;
    }
}
