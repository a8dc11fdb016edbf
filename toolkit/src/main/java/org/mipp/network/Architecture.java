package org.mipp.network;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The layers of a network, in order, without their weights.
 *
 * @param name what it is called
 * @param input the shape of one input, without the batch axis
 * @param layers the layers from input to output; the last is a linear map whose outputs are the logits
 */
public record Architecture(String name, Shape input, List<Layer> layers) {

    /**
     * Checks that every layer fits the one before it.
     *
     * @throws IllegalArgumentException if names repeat, shapes do not fit, or the last layer is not a linear map
     */
    public Architecture {
        layers = List.copyOf(layers);
        Set<String> names = new HashSet<>();
        Shape shape = input;
        for (Layer layer : layers) {
            argument(names.add(layer.name()), "%s: expected every layer name once, got '%s' twice", name, layer.name());
            try {
                shape = layer.operation().output(shape);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ", layer " + layer.name() + ": " + e.getMessage(), e);
            }
        }
        argument(
                !layers.isEmpty() && layers.get(layers.size() - 1).operation() instanceof LinearMap,
                "%s: expected a linear map as the last layer",
                name);
    }

    /**
     * Finds a layer.
     *
     * @param layerName its name
     * @return the layer
     * @throws IllegalArgumentException if there is none of that name
     */
    public Layer layer(String layerName) {
        return layers.stream()
                .filter(layer -> layer.name().equals(layerName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(String.format(
                        "layer: expected one of %s, got '%s'",
                        layers.stream().map(Layer::name).toList(), layerName)));
    }

    /**
     * Finds the layer that a layer reads.
     *
     * @param layerName a layer that is not the first
     * @return the name of the layer before it
     * @throws IllegalArgumentException if there is no such layer or nothing before it
     */
    public String before(String layerName) {
        int index = layers.indexOf(layer(layerName));
        argument(index > 0, "layer: expected one with a layer before it, got '%s'", layerName);
        return layers.get(index - 1).name();
    }

    /** {@return the shape of one sample's output of every layer, by layer name, in order} */
    public Map<String, Shape> outputs() {
        Map<String, Shape> outputs = new LinkedHashMap<>();
        Shape shape = input;
        for (Layer layer : layers) {
            shape = layer.operation().output(shape);
            outputs.put(layer.name(), shape);
        }
        return Collections.unmodifiableMap(outputs);
    }

    /** {@return the shape of every parameter, by PyTorch's name, in order} */
    public Map<String, Shape> parameters() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Layer layer : layers) {
            layer.operation()
                    .parameters()
                    .forEach((parameter, shape) -> shapes.put(layer.name() + "." + parameter, shape));
        }
        return Collections.unmodifiableMap(shapes);
    }

    /**
     * Finds what can be pruned: the nodes of every linear map but the last, whose nodes are the network's outputs.
     *
     * @return the prunable layers, from input to output
     */
    public List<PrunableLayer> prunable() {
        List<Layer> maps = layers.stream()
                .filter(layer -> layer.operation() instanceof LinearMap)
                .toList();
        List<PrunableLayer> prunable = new ArrayList<>();
        for (int i = 0; i + 1 < maps.size(); i++) {
            int nodes = ((LinearMap) maps.get(i).operation()).outputs();
            long columns = maps.get(i + 1)
                    .operation()
                    .parameters()
                    .get("weight")
                    .slice(1)
                    .size();
            prunable.add(new PrunableLayer(
                    maps.get(i).name(), nodes, maps.get(i + 1).name(), Math.toIntExact(columns / nodes)));
        }
        return List.copyOf(prunable);
    }

    /**
     * Replaces operations, as surgery does.
     *
     * @param replacements new operations by layer name
     * @return the changed architecture
     */
    public Architecture with(Map<String, ? extends Operation> replacements) {
        return new Architecture(
                name,
                input,
                layers.stream()
                        .map(layer -> replacements.containsKey(layer.name())
                                ? new Layer(layer.name(), replacements.get(layer.name()))
                                : layer)
                        .toList());
    }

    /** {@return the number of parameters} */
    public long parameterCount() {
        return costs().stream().mapToLong(Cost::parameters).sum();
    }

    /** {@return multiply-accumulate operations for one sample} */
    public long macs() {
        return costs().stream().mapToLong(Cost::macs).sum();
    }

    /** {@return the nodes that could be pruned, all prunable layers together} */
    public int nodes() {
        return prunable().stream().mapToInt(PrunableLayer::nodes).sum();
    }

    /** {@return what each layer costs, in order} */
    public List<Cost> costs() {
        List<Cost> costs = new ArrayList<>();
        Shape shape = input;
        for (Layer layer : layers) {
            Operation operation = layer.operation();
            Shape output = operation.output(shape);
            long parameters = operation.parameters().values().stream()
                    .mapToLong(Shape::size)
                    .sum();
            costs.add(new Cost(layer.name(), output.toString(), parameters, operation.macs(shape)));
            shape = output;
        }
        return List.copyOf(costs);
    }
}
