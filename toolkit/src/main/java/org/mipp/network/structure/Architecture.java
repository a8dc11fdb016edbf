package org.mipp.network.structure;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.operation.Operation;
import org.mipp.run.ClosestName;
import org.mipp.run.RefusedException;

/**
 * The layers of a network and what each reads, without their weights.
 *
 * @param name what it is called
 * @param input the shape of one input, without the batch axis
 * @param layers the layers, each after all that it reads; the last is a linear map whose outputs are the logits
 */
public record Architecture(String name, Shape input, List<Layer> layers) {

    /** The name under which layers read the network's input. */
    public static final String INPUT = "input";

    /**
     * Checks that every layer fits what it reads.
     *
     * @throws IllegalArgumentException if names repeat, a layer reads what does not come before it, shapes do not fit, the
     *     last layer is not a linear map, or one image would cost more than {@link CostBound} allows
     */
    public Architecture {
        layers = List.copyOf(layers);
        shapes(name, input, layers);
        argument(
                !layers.isEmpty() && layers.get(layers.size() - 1).operation() instanceof LinearMap,
                "%s: expected a linear map as the last layer",
                name);
    }

    /** The shape of one sample's output of the input and of every layer, in order. */
    private static Map<String, Shape> shapes(String name, Shape input, List<Layer> layers) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        CostBound bound = located(name, () -> new CostBound(input));
        shapes.put(INPUT, input);
        for (Layer layer : layers) {
            argument(
                    !shapes.containsKey(layer.name()),
                    "%s: expected every layer name once and none to be '%s', got '%s' again",
                    name,
                    INPUT,
                    layer.name());
            for (String read : layer.inputs()) {
                argument(
                        shapes.containsKey(read),
                        "%s, layer %s: expected to read the input or a layer before it, got '%s'",
                        name,
                        layer.name(),
                        read);
            }
            List<Shape> inputs = layer.inputs().stream().map(shapes::get).toList();
            shapes.put(
                    layer.name(),
                    located(name + ", layer " + layer.name(), () -> bound.add(layer.operation(), inputs)));
        }
        return shapes;
    }

    private static <T> T located(String where, Supplier<T> make) {
        try {
            return make.get();
        } catch (RefusedException e) {
            throw new RefusedException(where + ": " + e.getMessage(), e);
        }
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
                .orElseThrow(() -> {
                    List<String> known = layers.stream().map(Layer::name).toList();
                    return new RefusedException("layer: expected one of " + known + ", got '" + layerName + "'"
                            + ClosestName.didYouMean(layerName, known));
                });
    }

    /**
     * Finds a linear map.
     *
     * @param layerName the name of its layer
     * @return the map
     * @throws IllegalArgumentException if there is no such layer or it is no linear map
     */
    public LinearMap map(String layerName) {
        Operation operation = layer(layerName).operation();
        argument(operation instanceof LinearMap, "layer %s: expected a linear map, got %s", layerName, operation);
        return (LinearMap) operation;
    }

    /**
     * Finds the layer that alone reads another.
     *
     * @param layerName the other layer
     * @return its only reader; empty if it has none or several
     */
    public Optional<Layer> onlyReader(String layerName) {
        List<Layer> readers = layers.stream()
                .filter(layer -> layer.inputs().contains(layerName))
                .toList();
        return readers.size() == 1 ? Optional.of(readers.get(0)) : Optional.empty();
    }

    /** {@return the last layer, whose outputs are the logits} */
    public Layer last() {
        return layers.get(layers.size() - 1);
    }

    /** {@return the shape of one sample's output of the input and of every layer, by layer name, in order} */
    public Map<String, Shape> outputs() {
        return Collections.unmodifiableMap(shapes(name, input, layers));
    }

    /** {@return the shape of everything learned, by PyTorch's name, in order} */
    public Map<String, Shape> parameters() {
        return named(Operation::parameters);
    }

    /** {@return the shape of every running statistic, by PyTorch's name, in order} */
    public Map<String, Shape> buffers() {
        return named(Operation::buffers);
    }

    private Map<String, Shape> named(Function<Operation, Map<String, Shape>> part) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Layer layer : layers) {
            part.apply(layer.operation())
                    .forEach((parameter, shape) -> shapes.put(layer.name() + "." + parameter, shape));
        }
        return Collections.unmodifiableMap(shapes);
    }

    /** {@return what can be pruned, from input to output; {@link Structure} tells the rest} */
    public List<PrunableLayer> prunable() {
        return Structure.of(this).prunable();
    }

    /**
     * Replaces operations, as surgery does.
     *
     * @param replacements new operations by layer name
     * @return the changed architecture
     * @throws IllegalArgumentException if there is no layer of such a name, or layers no longer fit
     */
    public Architecture with(Map<String, ? extends Operation> replacements) {
        TreeSet<String> unknown = new TreeSet<>(replacements.keySet());
        layers.forEach(layer -> unknown.remove(layer.name()));
        argument(unknown.isEmpty(), "%s: expected to replace layers that it has, got %s", name, unknown);
        return new Architecture(
                name,
                input,
                layers.stream()
                        .map(layer -> {
                            Operation replacement = replacements.get(layer.name());
                            return replacement == null ? layer : new Layer(layer.name(), replacement, layer.inputs());
                        })
                        .toList());
    }

    /** {@return how many numbers it learns} */
    public long parameterCount() {
        return parameters().values().stream().mapToLong(Shape::size).sum();
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
        Map<String, Shape> shapes = outputs();
        List<Cost> costs = new ArrayList<>();
        for (Layer layer : layers) {
            costs.add(new Cost(
                    layer.name(),
                    String.valueOf(shapes.get(layer.name())),
                    layer.operation().parameters().values().stream()
                            .mapToLong(Shape::size)
                            .sum(),
                    layer.operation()
                            .macs(layer.inputs().stream().map(shapes::get).toList())));
        }
        return List.copyOf(costs);
    }
}
